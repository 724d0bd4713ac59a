/** What Python tells of the map. */

import type { BaseState, Measure, Step } from "../_kit/model";

export type Scale = "quantile" | "log";

/** A line of the list, worded. */
export interface Row {
  key: string;
  /** Where it leads; null when it does not open. */
  step: Step | null;
  /** Its country on the map. */
  code: string | null;
  rank: number | null;
  label: string;
  number: number | null;
  value: string;
  share: number | null;
  percent: string;
  users: string;
  /** How many users, where that is told. */
  count: number | null;
  /** Its place in the palette. */
  slot: number | null;
  name: string;
}

/** A country of the map that has figures. */
export interface CountryMark {
  label: string;
  value: string;
  slot: number | null;
}

export interface Asked {
  path: Step[];
  measure: string;
  per_user: boolean;
  scale: Scale;
}

export interface Scene {
  asked: Asked;
  key: string;
  caption: string;
  crumbs: string[];
  groups: string;
  summary: string;
  notes: string[];
  heads: { name: string; value: string; percent?: string; users?: string };
  rows: Row[];
  marks: Record<string, CountryMark>;
  /** The country that one is in. */
  here: string | null;
  legend: { title: string; classes: { slot: number; text: string }[]; none: string };
  empty: { title: string; text: string } | null;
  hint: string;
}

/** world.json: SVG paths by ISO code, where each country's middle is, and those that a dot stands for. */
export interface World {
  width: number;
  height: number;
  shapes: Record<string, string>;
  middles: Record<string, [number, number]>;
  small: string[];
}

export interface MapState extends BaseState {
  measures: Measure[];
  measure: string;
  per_user: boolean;
  scale: Scale;
  scene: Scene;
  world: string;
}
