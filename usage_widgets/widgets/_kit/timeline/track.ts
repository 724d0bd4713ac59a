/** The steps one after another: what was, then what is expected. */

import { bisector } from "d3-array";
import type { Range } from "./model";
import type { Shown, ShownLine } from "./shown";

export interface TrackStep {
  start: number;
  end: number;
  /** Its place among the known times, or -1. */
  known: number;
  /** Its place among the outlook's times, or -1. */
  ahead: number;
}

export type Track = TrackStep[];

const byStart = bisector((step: TrackStep) => step.start);

export function trackOf({ times, end, outlook }: Pick<Shown, "times" | "end" | "outlook">): Track {
  const track = times.map((start, known): TrackStep => ({ start, end: times[known + 1] ?? end, known, ahead: -1 }));
  const places = new Map(track.slice(-1).map((step) => [step.start, step]));
  outlook?.times.forEach((start, ahead) => {
    const running = places.get(start);
    if (running) running.ahead = ahead;
    else track.push({ start, end: outlook.times[ahead + 1] ?? outlook.end, known: -1, ahead });
  });
  return track;
}

/** The place of the step at an instant, or of the nearest one; -1 where there is none. */
export function placeAt(track: Track, at: number): number {
  return Math.min(track.length - 1, Math.max(0, byStart.right(track, at) - 1));
}

/** First and last place of the steps whose middle is in sight; the last is before the first where there is none. */
export function inSight(track: Track, [start, end]: Range): [first: number, last: number] {
  let first = byStart.left(track, start);
  let last = byStart.left(track, end) - 1;
  const before = track[first - 1];
  if (before && middleOf(before) >= start) first -= 1;
  const ending = track[last];
  if (ending && middleOf(ending) > end) last -= 1;
  return [first, last];
}

export function middleOf({ start, end }: Pick<TrackStep, "start" | "end">): number {
  return (start + end) / 2;
}

/** The whole steps between two instants, in any order. */
export function snapped(track: Track, one: number, other: number): Range | null {
  const first = track[placeAt(track, Math.min(one, other))];
  const last = track[placeAt(track, Math.max(one, other))];
  return first && last ? [first.start, last.end] : null;
}

/** What a line tells of a step: what is known, else what is expected. */
export function valueAt({ values, mean }: ShownLine, { known, ahead }: TrackStep): number | null {
  return (known >= 0 ? values[known] : mean[ahead]) ?? null;
}
