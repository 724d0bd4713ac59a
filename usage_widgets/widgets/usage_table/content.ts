/** What Python hands over, and its rows as cells of a table. */

import type { BaseState, Step, Value } from "../_kit/model";
import type { Column, TableCell } from "../_kit/table";

export interface Row {
  /** Of all dimensions; none for the rest and the total. */
  values: Value[];
  texts: string[];
  numbers: (number | null)[];
}

export interface Content {
  columns: Column[];
  rows: Row[];
  last: Row[];
  caption: string;
  summary: string;
  crumbs: string[];
}

export interface TableState extends BaseState {
  content: Content | Record<string, never>;
  is_choosable: boolean;
  selected: Step[][];
  grid: string | null;
}

/** Python has not handed over anything yet: its first question failed. */
export function contentOf(given: TableState["content"]): Content {
  return { columns: [], rows: [], last: [], caption: "", summary: "", crumbs: [], ...given };
}

/** An unknown name sorts last, as an unknown number does. */
export function cellsOf({ values, texts, numbers }: Row): TableCell[] {
  const names = texts.length - numbers.length;
  return texts.map((text, at) => {
    if (at >= names) return { text, raw: numbers[at - names] ?? null };
    return { text, raw: values[at] === null ? null : text };
  });
}
