/** What Python hands over, and where in it a person stands. */

import type { Mark } from "../_kit/chart/mark";
import type { Unit } from "../_kit/format";
import type { BaseState, Step } from "../_kit/model";
import type { TableData } from "../_kit/table";

/** A total from zero, or a change from where the last one ended; all that is said of it is in its words. */
export interface Bar extends Mark {
  kind: "total" | "up" | "down" | "same";
  tone: "" | "better" | "worse";
  start: number;
  end: number;
  /** What is read of it when it is pointed at. */
  details: string[];
  /** What it opens or chooses: a group, or the groups of a part. */
  step: Step | null;
  part: string;
}

/** One picture. */
export interface Scene {
  name: string;
  /** What it comes to, and what that is of. */
  number: string;
  label: string;
  /** What people call the part that is split; nothing for the whole change. */
  part: string;
  axis: [low: number, high: number];
  isBroken: boolean;
  marks: Bar[];
  notes: string[];
  hint: string;
  chooses: boolean;
}

/** All pictures at one path. */
export interface Content {
  /** The key of the path. */
  at: string;
  crumbs: string[];
  unit: Unit;
  by: string;
  summary: string;
  /** What the parts are, and how they are worked out. */
  method: string;
  scenes: Record<string, Scene>;
  table: TableData;
}

export type Look = "parts" | "groups";

export interface WaterfallState extends BaseState {
  view: Look;
  part: string;
  selected: Step[];
  content: Content;
}

/** The picture of a view; null while Python has not handed it over. */
export function sceneIn(content: Content, view: Look, part: string): Scene | null {
  return content.scenes[view === "parts" ? view : part || view] ?? null;
}
