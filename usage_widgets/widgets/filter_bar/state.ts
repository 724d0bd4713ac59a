/** What the filters hold, and what a choice makes of it. */

import type { BaseState, Step, Value } from "../_kit/model";

export type Period = { preset: string } | { start: string; end: string };
export type Choices = Record<string, Step[]>;

export interface Option {
  value: Value;
  label: string;
  count: number;
}

/** The first of a dimension's values; all that match are as many as `matches`. */
export interface Offer {
  values: Option[];
  matches: number;
  total: number;
}

export interface Found extends Offer {
  dimension: string;
  text: string;
}

export interface Dates {
  first: string;
  last: string;
}

export interface Dimension {
  name: string;
  label: string;
}

export interface FilterBarState extends BaseState {
  period: Period;
  choices: Choices;
  presets: string[];
  dates: Dates;
  dimensions: Dimension[];
  options: Record<string, Offer>;
  found: Partial<Found>;
  chips: string[];
  can_clear: boolean;
}

export function keyOf(value: Value): string {
  return JSON.stringify(value);
}

export function chosenKeys(steps: Step[] = []): Set<string> {
  return new Set(steps.flatMap((step) => ("value" in step ? [keyOf(step.value)] : [])));
}

/** The choices with one value more or less; a dimension without any is left out. */
export function withChoice(choices: Choices, dimension: string, value: Value, isChosen: boolean): Choices {
  const others = (choices[dimension] ?? []).filter((step) => !("value" in step) || step.value !== value);
  return withSteps(choices, dimension, isChosen ? [...others, { value }] : others);
}

export function withSteps(choices: Choices, dimension: string, steps: Step[]): Choices {
  const { [dimension]: _, ...rest } = choices;
  return steps.length ? { ...rest, [dimension]: steps } : rest;
}

/** The values whose label holds a text; without one, what is chosen comes first. */
export function arranged(values: Option[], chosen: Set<string>, text: string): Option[] {
  const wanted = text.trim().toLowerCase();
  if (wanted) return values.filter(({ label }) => label.toLowerCase().includes(wanted));
  const isChosen = ({ value }: Option) => chosen.has(keyOf(value));
  return [...values.filter(isChosen), ...values.filter((option) => !isChosen(option))];
}

/** What is wrong with two days, if anything. A native date input is empty until its date is whole and within its limits. */
export function problemOf({ first, last }: Dates, isWhole: boolean): "incomplete" | "reversed" | null {
  if (!isWhole || !first || !last) return "incomplete";
  return first > last ? "reversed" : null;
}

/** Whether there is nothing at all to choose from. */
export function isEmpty(options: Record<string, Offer>): boolean {
  const offers = Object.values(options);
  return offers.length > 0 && offers.every(({ total }) => total === 0);
}
