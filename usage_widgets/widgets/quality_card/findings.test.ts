import { expect, test } from "vitest";
import { rowsOf, worstOf, type Finding } from "./findings";

const finding = (severity: Finding["severity"], count: number): Finding => ({
  code: "unpriced", severity, cells: [severity, "Said", "Meant", `${count} rows`, "5.0%", ""], examples: "", count, share: 0.05,
});

test("the worst severity is an error, then a warning, then a note", () => {
  expect(worstOf([])).toBeNull();
  expect(worstOf([finding("note", 1), finding("warning", 1)])).toBe("warning");
  expect(worstOf([finding("note", 1), finding("error", 1)])).toBe("error");
});

test("files get exact numbers", () => {
  expect(rowsOf([finding("note", 1200)])[0]?.map(({ raw }) => raw)).toEqual(["note", "Said", "Meant", 1200, 0.05, ""]);
});
