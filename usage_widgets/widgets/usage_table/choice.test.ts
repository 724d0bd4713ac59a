import { expect, test } from "vitest";
import { afterChoosing, chosenOf, includes, selectedOf } from "./choice";

const ada = ["gpt-4o", "ada"];
const bob = ["gpt-4o", "bob"];
const other = ["haiku", null];

test("choosing replaces, and a second time clears", () => {
  expect(afterChoosing([], ada, false)).toEqual([ada]);
  expect(afterChoosing([ada], bob, false)).toEqual([bob]);
  expect(afterChoosing([ada], [...ada], false)).toEqual([]);
  expect(afterChoosing([ada, bob], ada, false)).toEqual([ada]);
});

test("adding keeps rows that differ in one value, and starts anew with others", () => {
  expect(afterChoosing([ada], bob, true)).toEqual([ada, bob]);
  expect(afterChoosing([ada, bob], ada, true)).toEqual([bob]);
  expect(afterChoosing([ada], other, true)).toEqual([other]);
  expect(afterChoosing([["a"], ["b"]], ["c"], true)).toEqual([["a"], ["b"], ["c"]]);
});

test("the trait's steps are rows of values, unknown ones included", () => {
  const selected = [[{ value: "haiku" }, { value: null }]];
  expect(chosenOf(selected)).toEqual([other]);
  expect(selectedOf([other])).toEqual(selected);
  expect(includes([other], ["haiku", null])).toBe(true);
  expect(includes([other], ["haiku", "null"])).toBe(false);
});
