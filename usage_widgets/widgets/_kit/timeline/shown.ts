/** What the plot draws, and what it tells whoever holds it. */

import type { Unit } from "../format";
import type { Band, Grain, Moment, Range } from "./model";

export interface ShownLine {
  key: string;
  label: string;
  /** 1 to 6, as its colour and the number at its end; 0 is the rest. */
  slot: number;
  values: (number | null)[];
  /** What is expected of it, on the outlook's times. */
  mean: number[];
}

export interface Shown {
  /** What speech calls the picture. */
  name: string;
  unit: Unit;
  grain: Grain;
  times: number[];
  end: number;
  partial: ReadonlySet<number>;
  /** Without hidden ones. */
  lines: ShownLine[];
  outlook: { times: number[]; end: number; bands: Band[] } | null;
  moments: Moment[];
  /** What is in sight, and what could be. */
  window: Range;
  extent: Range;
  chosen: Range | null;
  /** What a drag does. */
  drag: "select" | "move";
}

export interface PlotActions {
  /** Another window, at once, by wheel, drag or key. */
  zoom(window: Range): void;
  /** A range of whole steps, or none. */
  choose(range: Range | null): void;
  openTime(at: number): void;
  openLine(key: string): void;
  painted(): void;
}
