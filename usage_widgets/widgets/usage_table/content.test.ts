import { expect, test } from "vitest";
import { sortedRows } from "../_kit/table";
import { cellsOf, contentOf } from "./content";

test("names sort by what is read, numbers by what they are, unknown last", () => {
  const rows = [
    { values: ["u1", null], texts: ["Zoe", "unknown", "$2.00"], numbers: [2] },
    { values: ["u2", "b"], texts: ["Ada", "b", "$10.00"], numbers: [10] },
    { values: ["u3", "a"], texts: ["Bob", "a", "unknown"], numbers: [null] },
  ].map(cellsOf);
  const names = (column: number, ascending: boolean) => sortedRows(rows, { column, ascending }).map(([cell]) => cell?.text);
  expect(names(0, true)).toEqual(["Ada", "Bob", "Zoe"]);
  expect(names(1, false)).toEqual(["Ada", "Bob", "Zoe"]);
  expect(names(2, false)).toEqual(["Ada", "Zoe", "Bob"]);
  expect(names(2, true)).toEqual(["Zoe", "Ada", "Bob"]);
});

test("the rest and the total have no values, only words", () => {
  expect(cellsOf({ values: [], texts: ["Total", "", "$2.00"], numbers: [2] })).toEqual([
    { text: "Total", raw: "Total" },
    { text: "", raw: "" },
    { text: "$2.00", raw: 2 },
  ]);
});

test("nothing was handed over yet", () => {
  expect(contentOf({}).rows).toEqual([]);
});
