import { beforeEach, expect, test, vi } from "vitest";
import type { Model } from "../model";
import type { Range, TimelineState } from "./model";
import { Sight } from "./sight";

const DAY = 86_400_000;
const extent: Range = [0, 100 * DAY];

function watch(window: string[] = []) {
  const state: Record<string, unknown> = { window };
  let saved = 0;
  const model = { get: (name: string) => state[name], set: (name: string, value: unknown) => (state[name] = value), save_changes: () => (saved += 1) };
  const over = new AbortController();
  const sight = new Sight(model as unknown as Model<TimelineState>, () => undefined, over.signal);
  return { state, sight, over, saves: () => saved };
}

beforeEach(() => {
  vi.useFakeTimers();
});

test("a zoom is in sight at once, and written once when it rests", () => {
  const { sight, state, saves } = watch();
  sight.zoom([10 * DAY, 30 * DAY], extent);
  vi.advanceTimersByTime(119);
  sight.zoom([10 * DAY, 20 * DAY], extent);
  expect(sight.within(extent)).toEqual([10 * DAY, 20 * DAY]);
  expect(saves()).toBe(0);
  vi.advanceTimersByTime(120);
  expect(saves()).toBe(1);
  expect(state["window"]).toEqual(["1970-01-11T00:00:00.000Z", "1970-01-21T00:00:00.000Z"]);
});

test("everything is nothing to write", () => {
  const { sight, state } = watch(["1970-01-11T00:00:00Z", "1970-01-21T00:00:00Z"]);
  sight.zoom(extent, extent);
  vi.advanceTimersByTime(120);
  expect(state["window"]).toEqual([]);
});

test("Python's word is taken, but not under a hand", () => {
  const { sight } = watch(["1970-01-11T01:00:00+01:00", "1970-01-21T01:00:00+01:00"]);
  sight.adopt();
  expect(sight.within(extent)).toEqual([10 * DAY, 20 * DAY]);
  sight.zoom([10 * DAY, 15 * DAY], extent);
  sight.adopt();
  expect(sight.within(extent)).toEqual([10 * DAY, 15 * DAY]);
});

test("the answer to a zoom before the last one is not taken", () => {
  const { sight, state } = watch();
  sight.zoom([10 * DAY, 15 * DAY], extent);
  vi.advanceTimersByTime(120);
  state["window"] = ["1970-01-31T00:00:00Z", "1970-02-01T00:00:00Z"];
  sight.adopt();
  expect(sight.within(extent)).toEqual([10 * DAY, 15 * DAY]);
  vi.advanceTimersByTime(500);
  sight.adopt();
  expect(sight.within(extent)).toEqual([30 * DAY, 31 * DAY]);
});

test("somebody who goes elsewhere takes what is there", () => {
  const { sight, state } = watch();
  sight.zoom([10 * DAY, 15 * DAY], extent);
  vi.advanceTimersByTime(120);
  sight.drop();
  state["window"] = [];
  sight.adopt();
  expect(sight.within(extent)).toEqual(extent);
});

test("a closed view writes no more", () => {
  const { sight, over, saves } = watch();
  sight.zoom([10 * DAY, 30 * DAY], extent);
  over.abort();
  vi.advanceTimersByTime(1000);
  expect(saves()).toBe(0);
});

test("what has become shorter keeps the window inside", () => {
  const { sight } = watch();
  sight.zoom([10 * DAY, 30 * DAY], extent);
  expect(sight.within([0, 25 * DAY])).toEqual([5 * DAY, 25 * DAY]);
  expect(sight.within([0, 5 * DAY])).toEqual([0, 5 * DAY]);
});
