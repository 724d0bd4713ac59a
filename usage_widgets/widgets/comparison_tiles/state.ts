/** What Python hands over: everything worded, the lines as paths. */

import type { BaseState, Step } from "../_kit/model";
import type { TableData } from "../_kit/table";

export interface Choice {
  name: string;
  label: string;
}

/** A change in words; whether it is good is said too, not only coloured. */
export interface Change {
  /** Signed, absolute and relative. */
  change: string;
  /** "up", "new" and so on. */
  word: string;
  /** The same as a sign. */
  sign: string;
  tone: "good" | "bad" | "neither";
}

export interface Tile extends Change {
  name: string;
  label: string;
  value: string;
  known: boolean;
  /** Whose value it is; only where two groups stand beside each other. */
  of: string;
  /** The other value, with its name. */
  other: string;
  sentence: string;
  /** Paths in a box of 100 by 32. */
  lines: { current: string; previous: string };
}

export interface Group extends Change {
  step: Step;
  label: string;
  current: string;
  previous: string;
  /** Where its bar starts and how long it is, as parts of the width. */
  from: number;
  part: number;
  opens: boolean;
  /** All of it, as one sentence. */
  said: string;
}

export interface Detail {
  caption: string;
  /** Labels of the steps. */
  crumbs: string[];
  columns: string[];
  zero: number;
  groups: Group[];
  explanation: string[];
  notes: string[];
  hint: string;
}

export interface Board {
  path: Step[];
  pair: string;
  /** The names of the solid and the dashed line. */
  sides: string[];
  tiles: Tile[];
  notes: string[];
  /** Whether there is nothing on either side. */
  empty: boolean;
  /** What is opened; null while all figures are looked at. */
  detail: Detail | null;
  table: TableData;
}

export interface ComparisonState extends BaseState {
  period: string;
  against: string;
  periods: Choice[];
  againsts: Choice[];
  /** Empty while there is no answer. */
  board: Board | Record<string, never>;
}
