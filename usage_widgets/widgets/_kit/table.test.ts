import { expect, test } from "vitest";
import { sortedRows } from "./table";

const row = (name: string, number: number | null) => [{ text: name, raw: name }, { text: String(number), raw: number }];
const rows = [row("b", 2), row("a", null), row("c", -10)];
const names = (order: Parameters<typeof sortedRows>[1]) => sortedRows(rows, order).map(([cell]) => cell?.raw);

test("rows sort by number or name, unknown last either way", () => {
  expect(names(null)).toEqual(["b", "a", "c"]);
  expect(names({ column: 1, ascending: true })).toEqual(["c", "b", "a"]);
  expect(names({ column: 1, ascending: false })).toEqual(["b", "c", "a"]);
  expect(names({ column: 0, ascending: false })).toEqual(["c", "b", "a"]);
});
