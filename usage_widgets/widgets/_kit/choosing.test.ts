import { expect, test } from "vitest";
import { toggled } from "./choosing";
import type { Step } from "./model";

test("a click replaces the choice, again clears, with a modifier it joins and leaves", () => {
  const a: Step = { value: "a" };
  const b: Step = { value: null };
  expect(toggled([], a, false)).toEqual([a]);
  expect(toggled([a], a, false)).toEqual([]);
  expect(toggled([a, b], a, false)).toEqual([a]);
  expect(toggled([a], b, true)).toEqual([a, b]);
  expect(toggled([a, b], a, true)).toEqual([b]);
});
