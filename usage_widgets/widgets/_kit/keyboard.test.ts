import { expect, test } from "vitest";
import { commandOf, isForThePage, nextIndex } from "./keyboard";

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

test.each(["x", "Enter", "t"])("%s does not move", (key) => expect(nextIndex(key, 1, numbers)).toBeNull());

test("without a known value the extremes stay", () => expect(nextIndex("]", 1, [null, null])).toBe(1));

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({ key, altKey: false, ctrlKey: false, metaKey: false, ...held });

test.each([
  ["Backspace", "up"],
  ["t", "table"],
  ["T", "table"],
  ["?", "help"],
  ["Escape", "leave"],
  ["Enter", null],
  ["a", null],
  ["Tab", null],
])("%s asks for %s", (key, command) => expect(commandOf(press(key))).toBe(command));

test("of the chords only Alt and the arrow upwards is a command", () => {
  expect(commandOf(press("ArrowUp", { altKey: true }))).toBe("up");
  expect(commandOf(press("ArrowUp"))).toBeNull();
  expect(commandOf(press("t", { altKey: true }))).toBeNull();
  expect(commandOf(press("Backspace", { ctrlKey: true }))).toBeNull();
});

test.each(["a", "d", "T", "?", " ", "Enter", "Escape", "ArrowDown"])("%j alone is the widget's", (key) => {
  expect(isForThePage(press(key), false)).toBe(false);
  expect(isForThePage(press(key), true)).toBe(false);
});

test.each([
  ["s", { ctrlKey: true }],
  ["S", { ctrlKey: true, shiftKey: true }],
  ["s", { metaKey: true }],
  ["1", { altKey: true }],
  ["z", { ctrlKey: true }],
])("the chord with %s is the page's", (key, held) => expect(isForThePage(press(key, held), false)).toBe(true));

test.each(["Enter", "Backspace", "ArrowUp", " "])("a chord with %j would act on a cell, so it stays", (key) => {
  expect(isForThePage(press(key, { ctrlKey: true }), false)).toBe(false);
  expect(isForThePage(press(key, { altKey: true }), false)).toBe(false);
});

test("in a field what edits and what types stays, the rest goes on", () => {
  const goesOn = (key: string, held: Partial<KeyboardEvent>) => isForThePage(press(key, held), true);
  expect(["a", "c", "v", "x", "Z", "y"].map((key) => goesOn(key, { ctrlKey: true }))).toEqual(Array(6).fill(false));
  expect(goesOn("@", { altKey: true })).toBe(false);
  expect(goesOn("s", { ctrlKey: true })).toBe(true);
});
