import { expect, test } from "vitest";
import { toCsv, toTsv } from "./csv";

test.each([
  ["=cmd()", "'=cmd()"],
  ["+49 170", "'+49 170"],
  ["-rm", "'-rm"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  [" =1", "' =1"],
  ["-12.5", "-12.5"],
  ["+3", "+3"],
  ["-1e-9", "-1e-9"],
  ["plain", "plain"],
])("%j is written as %j", (cell, written) => expect(toCsv([[cell]])).toBe(`${written}\r\n`));

test.each(["\r=1", "\t=1", "\n=1"])("%j is disarmed and quoted", (cell) => expect(toCsv([[cell]])).toBe(`"'${cell}"\r\n`));

test("where cells are parted at ; nothing becomes a formula", () => expect(toCsv([["a;=HYPERLINK(1)"]])).toBe('"a;=HYPERLINK(1)"\r\n'));

test("quotes, commas and line breaks are quoted", () => {
  expect(toCsv([['a "b"', "c,d", "e\nf"]])).toBe('"a ""b""","c,d","e\nf"\r\n');
});

test("numbers keep every digit, unknown is empty", () => expect(toCsv([[-0.000000001, null, 1234567.891]])).toBe("-1e-9,,1234567.891\r\n"));

test("the clipboard keeps one row a line", () => expect(toTsv([["a\tb\nc", 1], ["=x", null]])).toBe("a b c\t1\n'=x\t"));
