import { expect, test } from "vitest";
import cells from "../../../tests/widgets/csv_cells.json"; // Python's files follow the same list
import { toCsv, toTsv, type Cell } from "./csv";

test.each(cells as [Cell, string][])("%j is written as %j", (cell, written) => expect(toCsv([[cell]])).toBe(`${written}\r\n`));

test("the clipboard keeps one row a line", () => expect(toTsv([["a\tb\nc", 1], ["=x", null]])).toBe("a b c\t1\n'=x\t"));
