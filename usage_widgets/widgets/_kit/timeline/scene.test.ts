import { expect, test } from "vitest";
import { SlotKeeper } from "../chart/palette";
import type { Model } from "../model";
import { numbersFor } from "./grain";
import type { Numbers, TimelineState } from "./model";
import { keyOf, sceneOf, shownOf, sumsOf } from "./scene";

const DAY = 86_400_000;
const days = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => (from + at) * DAY);
const lines = [
  { step: { value: "a" }, label: "a", values: [1, 2, null, 4, 5, 6] },
  { step: { other: true as const }, label: "Other (3)", values: [10, 20, null, 40, 50, null] },
];
const whole: Numbers = { measure: "cost", every: "day", path: [], times: days(0, 6), end: 6 * DAY, partial: [5], lines };
const outlook = { every: "day", times: days(6, 2), end: 8 * DAY, lines: [{ step: { value: "a" }, mean: [7, 8] }], bands: [] };
const hours: Numbers = { ...whole, every: "hour", times: days(0, 48).map((at) => at / 24), end: 2 * DAY };

function modelOf(over: Record<string, unknown> = {}): Model<TimelineState> {
  const measures = [{ name: "cost", label: "Cost", unit: "usd", additive: true }];
  const state: Record<string, unknown> = { measures, measure: "cost", whole, detail: {}, outlook: {}, moments: [], extent: [], path: [], ...over };
  return { get: (name: string) => state[name] } as unknown as Model<TimelineState>;
}

test.each([
  ["nothing is known", { whole: {} }],
  ["another measure is asked for", { measure: "tokens" }],
  ["another place is asked for", { path: [{ value: "a" }] }],
])("no scene where %s", (_, over) => expect(sceneOf(modelOf(over), new SlotKeeper())).toBeNull());

test("a picture reaches to the end of what is expected", () => {
  expect(sceneOf(modelOf(), new SlotKeeper())?.extent).toEqual([0, 6 * DAY]);
  expect(sceneOf(modelOf({ outlook }), new SlotKeeper())?.extent).toEqual([0, 8 * DAY]);
  expect(sceneOf(modelOf({ extent: [DAY, 5 * DAY] }), new SlotKeeper())?.extent).toEqual([DAY, 5 * DAY]);
});

test("lines have numbers, the rest has none, hidden ones are not drawn", () => {
  const scene = sceneOf(modelOf({ outlook }), new SlotKeeper())!;
  const shown = shownOf(scene, scene.extent, []);
  expect(shown.lines.map(({ slot, mean }) => [slot, mean])).toEqual([[1, [7, 8]], [0, []]]);
  expect(shownOf(scene, scene.extent, [keyOf(lines[0]!)]).lines.map(({ label }) => label)).toEqual(["Other (3)"]);
});

test("the strip sums what is drawn, and tells what is expected", () => {
  const scene = sceneOf(modelOf({ outlook }), new SlotKeeper())!;
  expect(sumsOf(scene, []).map(({ sum }) => sum)).toEqual([11, 22, null, 44, 55, 6, 7, 8]);
  expect(sumsOf(scene, []).map(({ isExpected }) => isExpected).indexOf(true)).toBe(6);
});

test.each([
  ["few days that the hours cover", [0, 2 * DAY], "hour"],
  ["many days", [0, 4 * DAY], "day"],
  ["few days that the hours do not cover", [DAY, 3 * DAY], "day"],
] as const)("%s are drawn", (_, window, every) => expect(numbersFor([...window], whole, hours).every).toBe(every));

test("hours have no forecast, and those of another measure are not drawn", () => {
  const scene = sceneOf(modelOf({ outlook, detail: hours }), new SlotKeeper())!;
  expect(shownOf(scene, [0, DAY], []).outlook).toBeNull();
  expect(sceneOf(modelOf({ detail: { ...hours, measure: "tokens" } }), new SlotKeeper())?.detail).toBeNull();
});
