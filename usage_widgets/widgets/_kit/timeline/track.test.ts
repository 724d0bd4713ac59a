import { expect, test } from "vitest";
import { inSight, placeAt, snapped, trackOf, valueAt } from "./track";

const outlook = { times: [40, 50], end: 60, bands: [] };
const track = trackOf({ times: [10, 20, 30], end: 40, outlook });

test("what is expected follows what was", () => {
  expect(track.map(({ start, end, known, ahead }) => [start, end, known, ahead])).toEqual([
    [10, 20, 0, -1], [20, 30, 1, -1], [30, 40, 2, -1], [40, 50, -1, 0], [50, 60, -1, 1],
  ]);
});

test("a running step that is also expected is one step", () => {
  const [last, next] = trackOf({ times: [10, 20], end: 30, outlook: { times: [20, 30], end: 40, bands: [] } }).slice(1);
  expect(last).toEqual({ start: 20, end: 30, known: 1, ahead: 0 });
  expect(next?.ahead).toBe(1);
});

test("an instant has the step around it, or the nearest", () => {
  expect([0, 10, 19, 20, 59, 99].map((at) => placeAt(track, at))).toEqual([0, 0, 0, 1, 4, 4]);
  expect(placeAt([], 5)).toBe(-1);
});

test("in sight is a step whose middle is", () => {
  expect(inSight(track, [10, 60])).toEqual([0, 4]);
  expect(inSight(track, [14, 46])).toEqual([0, 3]);
  expect(inSight(track, [16, 44])).toEqual([1, 2]);
  expect(inSight(track, [21, 24])).toEqual([1, 0]);
  expect(inSight([], [0, 1])).toEqual([0, -1]);
});

test("a range holds whole steps, whichever end comes first", () => {
  expect(snapped(track, 22, 41)).toEqual([20, 50]);
  expect(snapped(track, 41, 22)).toEqual([20, 50]);
  expect(snapped(track, -5, 99)).toEqual([10, 60]);
  expect(snapped([], 1, 2)).toBeNull();
});

test("a line tells what is known, else what is expected, else nothing", () => {
  const line = { key: "", label: "", slot: 1, values: [1, null, 3], mean: [4] };
  expect(track.map((step) => valueAt(line, step))).toEqual([1, null, 3, 4, null]);
});
