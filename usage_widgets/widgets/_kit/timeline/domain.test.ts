import { expect, test } from "vitest";
import { reachOf } from "./domain";
import type { Band } from "./model";
import { trackOf } from "./track";

function reach(known: (number | null)[][], mean: number[] = [], bands: Band[] = []): [number, number] {
  const times = (known[0] ?? []).map((_, at) => at);
  const ahead = mean.map((_, at) => times.length + at);
  const outlook = { times: ahead, end: times.length + ahead.length, bands };
  const lines = known.map((values, at) => ({ key: String(at), label: "", slot: 1, values, mean: at ? [] : mean }));
  return reachOf({ lines, outlook }, trackOf({ times, end: times.length, outlook }), 4);
}

test.each([
  ["from zero", [[30, 55]], [0, 60]],
  ["to zero from below", [[-30, -55]], [-60, 0]],
  ["on both sides", [[-30, 80]], [-40, 80]],
  ["as far as an outlier", [[1, 2, 40_000, 1]], [0, 40_000]],
  ["over what is unknown", [[null, 5, null]], [0, 5]],
  ["over all lines", [[1, 2], [9, 3]], [0, 10]],
  ["where all are equal", [[7, 7, 7]], [0, 8]],
  ["where all is tiny beside a line of zeros", [[0, 0], [0.002, 0.004]], [0, 0.004]],
])("values reach %s", (_, known, ends) => expect(reach(known)).toEqual(ends));

test.each([["unknown", [[null, null]]], ["zero", [[0, 0]]], ["missing", []]])("where all is %s it is one unit", (_, known) => {
  expect(reach(known)).toEqual([0, 1]);
});

test("what is expected counts, and how sure it is", () => {
  expect(reach([[10, 20]], [30, 50])).toEqual([0, 50]);
  expect(reach([[10, 20]], [30, 50], [{ level: 95, low: [-8, -15], high: [60, 110] }])).toEqual([-50, 150]);
});
