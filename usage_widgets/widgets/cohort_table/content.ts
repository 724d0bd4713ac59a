/** What Python hands over: the cohorts in words and numbers, and the members that a path leads to. */

import type { BaseState, Step } from "../_kit/model";
import type { TableCell, TableData } from "../_kit/table";

export type Name = "users" | "share" | "cost" | "requests";
type Numbers = (number | null)[];
/** The first day of a cohort's step, then how many steps later. */
export type CohortStep = Step | { day: string };

export interface Measured {
  /** As many as steps are over. */
  texts: string[][];
  numbers: Numbers[];
  shades: number[][];
  overall: { name: string; texts: string[]; numbers: Numbers };
}

export interface Content {
  corner: string;
  since: string;
  columns: number;
  rows: { day: string; name: string; size: string }[];
  measures: Record<Name, Measured>;
  shown: string;
  is_cut: boolean;
}

export interface Place {
  path: CohortStep[];
  crumbs: string[];
  caption: string;
  note: string;
  columns: string[];
  /** The last one is their total. */
  rows: { texts: string[]; numbers: Numbers }[];
}

export interface CohortState extends BaseState {
  measure: Name;
  measures: { name: Name; label: string }[];
  shows_all: boolean;
  summary_text: string;
  notes: string[];
  content: Content | Record<string, never>;
  place: Place | Record<string, never>;
}

/** The cohorts for the clipboard and for files. */
export function cohortData(content: Content, measure: Name, caption: string): TableData {
  const { texts, numbers, overall } = content.measures[measure];
  const steps = Array.from({ length: content.columns }, (_, since) => ({ label: String(since), numeric: true }));
  const cells = (said: string[] = [], known: Numbers = []): TableCell[] =>
    steps.map((_, since) => ({ text: said[since] ?? "", raw: known[since] ?? null }));
  const named = (name: string, size: string): TableCell[] => [{ text: name, raw: name }, { text: size, raw: size }];
  return {
    caption,
    columns: [{ label: content.corner, numeric: false }, { label: "", numeric: false }, ...steps],
    rows: [
      ...content.rows.map(({ name, size }, at) => [...named(name, size), ...cells(texts[at], numbers[at])]),
      [...named(overall.name, ""), ...cells(overall.texts, overall.numbers)],
    ],
  };
}

/** The members for the clipboard and for files, without their total. */
export function memberData({ caption, columns, rows }: Place): TableData {
  return {
    caption,
    columns: columns.map((label, at) => ({ label, numeric: at > 0 })),
    rows: rows.slice(0, -1).map(({ texts, numbers }) => texts.map((text, at) => ({ text, raw: at ? (numbers[at - 1] ?? null) : text }))),
  };
}
