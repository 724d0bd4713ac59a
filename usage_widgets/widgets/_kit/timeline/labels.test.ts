import { expect, test } from "vitest";
import { spread } from "./ends";
import { inLanes, lanesFor } from "./moments";

test("numbers that have room stay where they are", () => expect(spread([10, 50, 90], [0, 100], 17)).toEqual([10, 50, 90]));

test.each([[[50, 50, 50]], [[0, 1, 2]], [[98, 99, 100]], [[100, 0, 99, 1]]])("%j are moved apart, in their order, within the plot", (places) => {
  const found = spread(places, [0, 100], 17);
  const order = found.map((_, at) => at).sort((one, other) => found[one]! - found[other]!);
  expect(order.slice(1).every((at, before) => found[at]! - found[order[before]!]! >= 17 && places[at]! >= places[order[before]!]!)).toBe(true);
  expect(Math.min(...found) >= 0 && Math.max(...found) <= 100).toBe(true);
});

test("labels share a lane where they have room, else take the next, else only their marker stays", () => {
  const flag = (x: number) => ({ x, text: "Launch", width: 40 });
  expect(inLanes([flag(0), flag(100), flag(20), flag(30)], 2, 300).map(({ x, lane }) => [x, lane])).toEqual([[0, 0], [100, 0], [20, 1]]);
});

test("a label at the right edge runs to the left", () => {
  expect(inLanes([{ x: 280, text: "Launch", width: 40 }, { x: 10, text: "Launch", width: 40 }], 1, 300).map(({ isLeft }) => isLeft)).toEqual([true, false]);
});

test("as many lanes are kept as the words take with everything in sight", () => {
  const moments = [10, 12, 60].map((at) => ({ at, label: "Launch" }));
  const widthOf = (text: string): number => 8 * text.length;
  expect(lanesFor(moments, null, [0, 100], 400, widthOf)).toBe(2);
  expect(lanesFor(moments, { at: 11, label: "Forecast" }, [0, 100], 400, widthOf)).toBe(3);
  expect(lanesFor(moments.slice(1), null, [0, 100], 400, widthOf)).toBe(1);
  expect(lanesFor([], null, [0, 100], 400, widthOf)).toBe(0);
});
