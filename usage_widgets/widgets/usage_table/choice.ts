/** Which rows are chosen. */

import type { Step, Value } from "../_kit/model";

export type Chosen = Value[][];

export function chosenOf(selected: Step[][]): Chosen {
  return selected.map((row) => row.map((step) => ("value" in step ? step.value : null)));
}

export function selectedOf(chosen: Chosen): Step[][] {
  return chosen.map((row) => row.map((value) => ({ value })));
}

export function includes(chosen: Chosen, row: Value[]): boolean {
  return chosen.some((other) => isSame(other, row));
}

/** A second time clears. Adding starts anew where one filter for each dimension could not say it. */
export function afterChoosing(chosen: Chosen, row: Value[], add: boolean): Chosen {
  const isChosen = includes(chosen, row);
  if (!add) return isChosen && chosen.length === 1 ? [] : [row];
  const next = isChosen ? chosen.filter((other) => !isSame(other, row)) : [...chosen, row];
  return isExpressible(next) ? next : [row];
}

function isExpressible(rows: Chosen): boolean {
  const columns = (rows[0] ?? []).map((_, at) => new Set(rows.map((row) => row[at])));
  return columns.filter((values) => values.size > 1).length <= 1;
}

function isSame(one: Value[], other: Value[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
