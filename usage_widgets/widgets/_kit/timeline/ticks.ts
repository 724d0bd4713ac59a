/** Which instants and values stand beside the axes, and in which words. */

import { ticks } from "d3-array";
import type { CountableTimeInterval, TimeInterval } from "d3-time";
import type { Unit } from "../format";
import { type Clock, INTERVALS } from "./clock";
import { GRAINS } from "./grain";
import type { Grain, Range } from "./model";
import type { Plane } from "./plane";

/** A text around its middle, in px. */
export interface Label {
  x: number;
  text: string;
  /** Of its text. */
  width: number;
}

export interface TimeTicks {
  /** In the middle of steps, as the points are; labels may be moved in from the edge. */
  places: number[];
  labels: Label[];
  /** The second row: the date of hours, the year of days and months, where it changes. */
  contexts: Label[];
}

type Wording = Intl.DateTimeFormatOptions;
interface Rung {
  interval: TimeInterval;
  grain: Grain;
  /** Shortest length in ms. */
  length: number;
  wording: Wording;
  context: Wording | null;
}

const GAP = 12; // px between two labels
const MOST = 60;
const FEW = 2; // labels that do not make an axis
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DATE: Wording = { day: "numeric", month: "short" };
const EPOCH = new Date(0);
const YEAR: Wording = { year: "numeric" };

/** Every so many steps, the same ones whatever is in sight. */
const every = (interval: CountableTimeInterval, times: number): TimeInterval => interval.filter((date) => interval.count(EPOCH, date) % times === 0);
const rungs = (grain: Grain, length: number, wording: Wording, context: Wording | null, ...steps: number[]): Rung[] =>
  steps.map((times) => ({ interval: every(INTERVALS[grain], times), grain, length: times * length, wording, context }));

/** From the finest to the coarsest. */
const LADDER: Rung[] = [
  ...rungs("hour", HOUR, { timeStyle: "short" }, { ...DATE, ...YEAR }, 1, 3, 6, 12),
  ...rungs("day", DAY, DATE, YEAR, 1, 2),
  ...rungs("week", 7 * DAY, DATE, YEAR, 1, 2),
  ...rungs("month", 28 * DAY, { month: "short" }, YEAR, 1, 3, 6),
  ...rungs("month", 28 * DAY, YEAR, null, 12, 24, 60, 120),
];

type Axis = Pick<Plane, "x" | "left" | "right" | "width">;
type WidthOf = (text: string) => number;

/** The finest labels that do not overlap, none finer than the steps are. */
export function timeTicks(window: Range, grain: Grain, clock: Clock, axis: Axis, widthOf: WidthOf): TimeTicks {
  let last: TimeTicks = { places: [], labels: [], contexts: [] };
  for (const rung of LADDER) {
    if (GRAINS.indexOf(rung.grain) < GRAINS.indexOf(grain) || (window[1] - window[0]) / rung.length > MOST) continue;
    const found = ticksOf(rung, window, grain, clock, axis, widthOf);
    if (found.labels.length < FEW && last.labels.length) break;
    last = found;
    if (found.labels.every((label, at) => isApart(found.labels[at - 1], label))) return found;
  }
  return { ...last, labels: thinned(last.labels) };
}

function ticksOf({ interval, wording, context }: Rung, window: Range, grain: Grain, clock: Clock, axis: Axis, widthOf: WidthOf): TimeTicks {
  const [first, last] = [clock.toLocal(window[0]), clock.toLocal(window[1])];
  const { x, left, right, width } = axis;
  const label = (at: number, text: string): Label => {
    const half = widthOf(text) / 2;
    return { x: Math.max(half, Math.min(width - half, at)), text, width: 2 * half };
  };
  const found = interval
    .range(INTERVALS[grain].floor(new Date(first)), new Date(last))
    .map((date) => ({ local: +date, at: x(clock.middleOf(+date, grain)) }))
    .filter(({ at }) => at >= left && at <= right);
  const words = (options: Wording): Label[] => found.map(({ local, at }) => label(at, clock.worded(local, options)));
  return { places: found.map(({ at }) => at), labels: words(wording), contexts: context ? changes(words(context)) : [] };
}

function isApart(before: Label | undefined, label: Label): boolean {
  return !before || before.x + before.width / 2 + GAP <= label.x - label.width / 2;
}

/** From the left, whatever has room beside the one before. */
export function thinned(labels: Label[]): Label[] {
  return labels.reduce((kept: Label[], label) => (isApart(kept.at(-1), label) ? [...kept, label] : kept), []);
}

/** Where the text is another. The first one only says where the axis begins: it makes room for a change. */
function changes(labels: Label[]): Label[] {
  const changed = labels.filter(({ text }, at) => text !== labels[at - 1]?.text);
  const [first, second] = changed;
  return thinned(second && !isApart(first, second) ? changed.slice(1) : changed);
}

/** Round values within a reach; whole ones where things are counted. */
export function valueTicks([low, high]: Range, count: number, unit: Unit): number[] {
  const isCounted = unit === "count" || unit === "tokens";
  return ticks(low, high, count).filter((tick) => !isCounted || Number.isInteger(tick));
}
