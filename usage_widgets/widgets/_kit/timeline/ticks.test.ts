import { expect, test } from "vitest";
import { createMessages } from "../messages";
import { Clock } from "./clock";
import type { Grain } from "./model";
import { type Edges, planeOf } from "./plane";
import { type Label, timeTicks, valueTicks } from "./ticks";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse("2025-12-03T05:00Z");
const SPRING = Date.parse("2026-03-29T01:00Z");
const widthOf = (text: string): number => 6 * text.length;

function ticksOf(length: number, width: number, grain: Grain, locale = "en", start = START) {
  const clock = new Clock(() => [[-8.64e15, HOUR], [SPRING, 2 * HOUR]], createMessages({}, locale), locale);
  const edges: Edges = { width, height: 300, left: 50, right: width - 24, top: 10, bottom: 260 };
  return timeTicks([start, start + length], grain, clock, planeOf(edges, [start, start + length], [0, 1]), widthOf);
}

const overlaps = (labels: Label[]): boolean =>
  labels.some(({ x, width }, at) => at > 0 && labels[at - 1]!.x + labels[at - 1]!.width / 2 > x - width / 2);

const GRAINS: Grain[] = ["hour", "day", "week", "month"];
const LENGTHS = [4 * HOUR, 10 * HOUR, 2 * DAY, 5 * DAY, 9 * DAY, 23 * DAY, 60 * DAY, 200 * DAY, 700 * DAY, 4000 * DAY];

test.each(["en", "de"])("words never overlap nor leave the picture, whatever is in sight, in %s", (locale) => {
  for (const grain of GRAINS) for (const length of LENGTHS) for (let width = 240; width <= 1640; width += 140) {
    const { labels, contexts } = ticksOf(length, width, grain, locale);
    const where = `${length / DAY} days by ${grain} on ${width} px`;
    expect([overlaps(labels), overlaps(contexts)], where).toEqual([false, false]);
    for (const { x, width: own } of [...labels, ...contexts]) expect(x >= own / 2 && x <= width - own / 2, where).toBe(true);
  }
});

test.each([[4 * HOUR, "hour"], [3 * DAY, "hour"], [7 * DAY, "day"], [90 * DAY, "day"], [300 * DAY, "week"], [900 * DAY, "month"]] as [number, Grain][])(
  "%i ms by %s have two words at least, on a small picture too",
  (length, grain) => expect(ticksOf(length, 320, grain).labels.length).toBeGreaterThanOrEqual(2),
);

test("a word at the edge moves in", () => {
  const { contexts } = ticksOf(18.6 * HOUR, 900, "hour"); // the middle of the hour after midnight is 4 px from the right
  expect(contexts.at(-1)).toEqual({ x: 900 - 33, text: "Dec 4, 2025", width: 66 });
});

test("no word is finer than the steps are", () => {
  expect(ticksOf(75 * DAY, 1600, "month").labels.map(({ text }) => text)).toEqual(["Dec", "Jan", "Feb"]);
  expect(ticksOf(15 * DAY, 1600, "week").labels.map(({ text }) => text)).toEqual(["Dec 1", "Dec 8"]);
});

test("the year stands where it begins, and below the first word", () => {
  const { labels, contexts } = ticksOf(60 * DAY, 900, "day");
  expect(contexts.map(({ text }) => text)).toEqual(["2025", "2026"]);
  expect(labels.find(({ x }) => x === contexts[1]!.x)?.text).toBe("Jan 5");
});

test("days follow the clock when it changes", () => {
  const { places } = ticksOf(4 * DAY, 900, "day", "en", SPRING - 2 * DAY - 2 * HOUR);
  const between = places.slice(1).map((x, at) => x - places[at]!);
  expect(between[1]! / between[0]!).toBeCloseTo(23.5 / 24, 2);
});

test("words stay at the same days while one moves", () => {
  const days = (by: number) => ticksOf(20 * DAY, 500, "day", "en", START + by).labels.map(({ text }) => text);
  expect(days(DAY).filter((day) => days(0).includes(day)).length).toBeGreaterThanOrEqual(days(0).length - 1);
});

test("what is counted has whole values beside it", () => {
  expect(valueTicks([0, 2], 4, "count")).toEqual([0, 1, 2]);
  expect(valueTicks([0, 2], 4, "usd")).toEqual([0, 0.5, 1, 1.5, 2]);
});
