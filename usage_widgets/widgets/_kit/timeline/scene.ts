/** What the traits hold, as a picture needs it. */

import { SlotKeeper } from "../chart/palette";
import type { Measure, Model } from "../model";
import { numbersFor } from "./grain";
import type { Moment, Numbers, Outlook, Range, TimelineState } from "./model";
import type { Shown, ShownLine } from "./shown";
import { trackOf, valueAt } from "./track";
import type { Sum } from "./zoom_bar";

export interface Scene {
  whole: Numbers;
  detail: Numbers | null;
  outlook: Outlook | null;
  measure: Measure;
  extent: Range;
  moments: Moment[];
  /** The number and colour of each line, by its key. */
  slots: Map<string, number>;
}

/** Null while Python has not sent the numbers of the asked path and measure. */
export function sceneOf(model: Model<TimelineState>, keeper: SlotKeeper): Scene | null {
  const isAsked = (numbers: Numbers | Record<string, never>): numbers is Numbers =>
    numbers.measure === model.get("measure") && JSON.stringify(numbers.path) === JSON.stringify(model.get("path"));
  const [whole, detail, outlook] = [model.get("whole"), model.get("detail"), model.get("outlook")];
  const measure = model.get("measures").find(({ name }) => name === whole.measure);
  if (!isAsked(whole) || !measure) return null;
  const ahead = "times" in outlook ? (outlook as Outlook) : null;
  const [start = whole.times[0] ?? 0, end = ahead?.end ?? whole.end] = model.get("extent");
  return {
    whole, measure,
    detail: isAsked(detail) ? detail : null,
    outlook: ahead,
    extent: [start, end],
    moments: model.get("moments"),
    slots: slotsOf(whole, keeper),
  };
}

function slotsOf({ lines }: Numbers, keeper: SlotKeeper): Map<string, number> {
  const rest = new Set(lines.filter(({ step }) => "other" in step).map(keyOf));
  const keys = lines.map(keyOf);
  const slots = keeper.slots(keys, (key) => rest.has(key));
  return new Map(keys.map((key, at) => [key, slots[at] ?? 0]));
}

export function keyOf({ step }: Pick<Numbers["lines"][number], "step">): string {
  return JSON.stringify(step);
}

/** What of a scene is drawn in a window. */
export function shownOf(scene: Scene, window: Range, hidden: string[]): Omit<Shown, "name" | "chosen" | "drag"> {
  const { whole, detail, extent, moments, measure } = scene;
  const numbers = numbersFor(window, whole, detail);
  const outlook = numbers === whole ? scene.outlook : null;
  const { times, end, every, partial } = numbers;
  return {
    times, end, outlook, moments, window, extent,
    unit: measure.unit,
    grain: every,
    partial: new Set(partial),
    lines: linesOf(numbers, outlook, scene.slots, hidden),
  };
}

function linesOf(numbers: Numbers, outlook: Outlook | null, slots: Map<string, number>, hidden: string[]): ShownLine[] {
  const expected = new Map(outlook?.lines.map((line) => [keyOf(line), line.mean]));
  return numbers.lines
    .map((line) => ({ key: keyOf(line), label: line.label, values: line.values }))
    .filter(({ key }) => !hidden.includes(key))
    .map((line) => ({ ...line, slot: slots.get(line.key) ?? 0, mean: expected.get(line.key) ?? [] }));
}

/** The strip below the picture: all lines in one. */
export function sumsOf({ whole, outlook, slots }: Scene, hidden: string[]): Sum[] {
  const lines = linesOf(whole, outlook, slots, hidden);
  return trackOf({ times: whole.times, end: whole.end, outlook }).map((step) => {
    const values = lines.map((line) => valueAt(line, step)).filter((value) => value !== null);
    const sum = values.length ? values.reduce((total, value) => total + value, 0) : null;
    return { start: step.start, end: step.end, sum, isExpected: step.known < 0 };
  });
}
