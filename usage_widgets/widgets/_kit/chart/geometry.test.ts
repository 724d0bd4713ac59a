import { expect, test } from "vitest";
import { domainOf, linear, pointAt, ringSlice, slicesOf } from "./geometry";

test.each([
  [[3, 1], [0, 3]],
  [[-5, -1], [-5, 0]],
  [[2, null, -4], [-4, 2]],
  [[0, null], [0, 1]],
  [[], [0, 1]],
])("the domain of %j is %j", (numbers, domain) => expect(domainOf(numbers)).toEqual(domain));

test("a linear scale meets its ends", () => {
  const x = linear([-10, 30], [100, 500]);
  expect([-10, 0, 30].map(x)).toEqual([100, 200, 500]);
});

test("slices follow each other and close the circle", () => {
  expect(slicesOf([6, null, 2])).toEqual([{ start: 0, end: 0.75 }, { start: 0.75, end: 0.75 }, { start: 0.75, end: 1 }]);
});

test("a quarter turn is at three o'clock", () => expect(pointAt(0.25, 10)).toEqual([10, -0]));

test("a slice over half a turn takes the long way, a whole one comes in two halves", () => {
  expect(ringSlice({ start: 0, end: 0.25 }, 5, 10)).toContain("A10 10 0 0 1");
  expect(ringSlice({ start: 0, end: 0.75 }, 5, 10)).toContain("A10 10 0 1 1");
  expect(ringSlice({ start: 0, end: 1 }, 5, 10).match(/M/g)).toHaveLength(2);
});
