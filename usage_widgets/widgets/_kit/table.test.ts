import { expect, test } from "vitest";
import { orderAfter, sortedRows } from "./table";

const row = (name: string, number: number | null) => [{ text: name, raw: name }, { text: String(number), raw: number }];
const rows = [row("b", 2), row("a", null), row("c", -10)];
const names = (order: Parameters<typeof sortedRows>[1]) => sortedRows(rows, order).map(([cell]) => cell?.raw);

test("rows sort by number or name, unknown last either way", () => {
  expect(names(null)).toEqual(["b", "a", "c"]);
  expect(names({ column: 1, ascending: true })).toEqual(["c", "b", "a"]);
  expect(names({ column: 1, ascending: false })).toEqual(["b", "c", "a"]);
  expect(names({ column: 0, ascending: false })).toEqual(["c", "b", "a"]);
});

test("numbers sort downwards at first, names upwards, and again the other way round", () => {
  const columns = [{ label: "Model", numeric: false }, { label: "Cost", numeric: true }];
  const byCost = orderAfter(null, 1, columns);
  expect(byCost).toEqual({ column: 1, ascending: false });
  expect(orderAfter(byCost, 1, columns)).toEqual({ column: 1, ascending: true });
  expect(orderAfter(byCost, 0, columns)).toEqual({ column: 0, ascending: true });
});
