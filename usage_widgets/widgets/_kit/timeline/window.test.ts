import { expect, test } from "vitest";
import type { Range } from "./model";
import { trackOf } from "./track";
import { isWhole, kept, leastOf, panned, revealing, zoomed } from "./window";

const DAY = 86_400_000;
const days = ([start, end]: Range): Range => [start / DAY, end / DAY];
const extent: Range = [0, 100 * DAY];
const least = 3 * DAY;
const middle: Range = [40 * DAY, 60 * DAY];

test("what is under the pointer stays there", () => {
  expect(days(zoomed(middle, 45 * DAY, 0.5, extent, least))).toEqual([42.5, 52.5]);
  expect(days(zoomed(middle, 45 * DAY, 2, extent, least))).toEqual([35, 75]);
});

test("at an edge the window goes no further, and keeps its length", () => {
  expect(days(zoomed([0, 20 * DAY], 15 * DAY, 2, extent, least))).toEqual([0, 40]);
  expect(days(panned(middle, 90 * DAY, extent))).toEqual([80, 100]);
  expect(days(panned(middle, -90 * DAY, extent))).toEqual([0, 20]);
});

test("everything is the most that can be seen, a few steps the least", () => {
  expect(zoomed(middle, 50 * DAY, Infinity, extent, least)).toEqual(extent);
  expect(kept([-5, 101 * DAY], extent)).toEqual(extent);
  const [start, end] = zoomed(middle, 50 * DAY, 0, extent, least);
  expect(end - start).toBe(least);
  expect(zoomed([0, DAY], 0, 0.5, [0, DAY], least)).toEqual([0, DAY]);
});

test("the least is three steps of the grain", () => {
  expect(leastOf(trackOf({ times: [0, DAY], end: 2 * DAY, outlook: null }))).toBe(least);
  expect(leastOf([])).toBe(0);
});

test("a step comes into sight by the shortest way", () => {
  expect(days(revealing(middle, [60 * DAY, 61 * DAY], extent))).toEqual([41, 61]);
  expect(days(revealing(middle, [38 * DAY, 39 * DAY], extent))).toEqual([38, 58]);
  expect(revealing(middle, [50 * DAY, 51 * DAY], extent)).toEqual(middle);
});

test("only all of it is whole", () => {
  expect([isWhole(extent, extent), isWhole([0, 99 * DAY], extent)]).toEqual([true, false]);
});
