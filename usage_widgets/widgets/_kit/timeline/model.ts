/** What a timeline is handed by Python, and what its parts tell each other. Instants are UTC milliseconds. */

import type { BaseState, Measure, Step } from "../model";

export type Grain = "hour" | "day" | "week" | "month";
/** A step of a time series' path: into a line, or into one local day. */
export type TimeStep = Step | { day: string };
/** What a line is of: a group, or all there is. */
export type LineStep = Step | { total: true };
/** Half-open. */
export type Range = [start: number, end: number];

export interface Line {
  step: LineStep;
  label: string;
  /** One for each time; null is unknown. */
  values: (number | null)[];
}

/** One measure over time, all lines on the same steps. */
export interface Numbers {
  measure: string;
  every: Grain;
  path: TimeStep[];
  /** Where each step begins; the last one ends at `end`. */
  times: number[];
  end: number;
  /** The places of steps that are only partly covered, such as the running day. */
  partial: number[];
  /** Whether requests are left out, such as those without a price: sums are then at least what they say. */
  leaves_out?: boolean;
  lines: Line[];
}

export interface Band {
  /** In percent. */
  level: number;
  low: number[];
  high: number[];
}

/** The next steps of each line; bands only where there is one line. */
export interface Outlook {
  every: Grain;
  times: number[];
  end: number;
  lines: { step: LineStep; mean: number[] }[];
  bands: Band[];
}

/** A moment with a name: an event, or a budget that is used up. `range` is how sure that is. */
export interface Moment {
  at: number;
  label: string;
  range?: Range;
}

export interface TimelineState extends BaseState {
  /** Whose code draws it: read by the loader. */
  module: string;
  measures: Measure[];
  measure: string;
  /** Of the whole span, at a grain that is coarse enough; empty while nothing is known. */
  whole: Numbers | Record<string, never>;
  /** Of the window and what is beside it, at a finer grain; empty where the whole will do. */
  detail: Numbers | Record<string, never>;
  outlook: Outlook | Record<string, never>;
  moments: Moment[];
  /** [from this instant on, local time is ahead by so many ms], the first from the beginning of time. */
  offsets: [at: number, ahead: number][];
  /** What can be seen at most: history and forecast. */
  extent: Range | [];
  /** What is seen: two ISO 8601 instants, or nothing for all. */
  window: string[];
  /** All that is said about the numbers: sentences, names isolated by U+2068 and U+2069. */
  said: string;
}
