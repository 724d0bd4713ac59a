import { expect, test } from "vitest";
import { commandOf, nextIndex } from "./keyboard";

const numbers = [50, null, -3, 20];

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowDown", 3, 3],
  ["ArrowUp", 0, 0],
  ["ArrowLeft", 2, 1],
  ["Home", 3, 0],
  ["End", 0, 3],
  ["PageDown", 0, 3],
  ["PageUp", 3, 0],
  ["[", 0, 2],
  ["]", 2, 0],
])("%s from %i goes to %i", (key, from, to) => expect(nextIndex(key, from, numbers)).toBe(to));

test("other keys do not move", () => expect(nextIndex("x", 1, numbers)).toBeNull());

test("without a known value the extremes stay", () => expect(nextIndex("]", 1, [null, null])).toBe(1));

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held });

test("keys ask for what the help says", () => {
  expect(["Enter", " ", "Backspace", "t", "T", "?", "Escape", "a", "Tab"].map((key) => press(key))).toEqual(
    ["open", "open", "up", "table", "table", "help", "leave", null, null],
  );
  expect(press("Enter", { shiftKey: true })).toBe("add");
  expect(press("ArrowUp", { altKey: true })).toBe("up");
  expect(press("t", { altKey: true })).toBeNull();
});
