import { expect, test } from "vitest";
import { cellAfter } from "./moves";

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const last = { row: 30, column: 5 };
const from = { row: 4, column: 2 };
const after = (key: string, held = {}, cell = from, forward: "ArrowRight" | "ArrowLeft" = "ArrowRight") => {
  const to = cellAfter({ ...none, ...held, key }, cell, last, forward);
  return to && [to.row, to.column];
};

test("arrows move by one cell and stop at the edges", () => {
  expect(after("ArrowDown")).toEqual([5, 2]);
  expect(after("ArrowUp")).toEqual([3, 2]);
  expect(after("ArrowRight")).toEqual([4, 3]);
  expect(after("ArrowLeft", {}, { row: 4, column: 0 })).toEqual([4, 0]);
  expect(after("ArrowDown", {}, { row: 30, column: 0 })).toEqual([30, 0]);
});

test("arrows follow the direction of the text", () => {
  expect(after("ArrowLeft", {}, from, "ArrowLeft")).toEqual([4, 3]);
  expect(after("ArrowRight", {}, from, "ArrowLeft")).toEqual([4, 1]);
});

test("Home and End lead along the row, with Ctrl to the corners", () => {
  expect(after("Home")).toEqual([4, 0]);
  expect(after("End")).toEqual([4, 5]);
  expect(after("Home", { ctrlKey: true })).toEqual([0, 0]);
  expect(after("End", { ctrlKey: true })).toEqual([30, 5]);
});

test("a page is ten rows", () => {
  expect(after("PageDown")).toEqual([14, 2]);
  expect(after("PageUp")).toEqual([0, 2]);
});

test("other keys and chords are not its own", () => {
  expect(after("a")).toBeNull();
  expect(after("ArrowUp", { altKey: true })).toBeNull();
  expect(after("ArrowRight", { ctrlKey: true })).toBeNull();
});
