/** What Python and the page share: the traits of every widget, and the model that holds them. */

import type { Unit } from "./format";

export interface Status {
  state: "ready" | "loading" | "error";
  message: string;
}

export type Value = string | number | null;
/** One level down: into a value (null is the unknown one), or into everything beyond the shown values. */
export type Step = { value: Value } | { other: true };

export interface Dimension {
  name: string;
  label: string;
}

export interface Measure {
  name: string;
  label: string;
  unit: Unit;
  /** Whether the parts sum to the whole, so that shares make sense. */
  additive: boolean;
}

export interface BaseState {
  title: string;
  context: string;
  locale: string;
  theme: "auto" | "light" | "dark";
  strings: Record<string, string>;
  status: Status;
  path: Step[];
}

export interface Model<State> {
  get<Name extends keyof State>(name: Name): State[Name];
  set<Name extends keyof State>(name: Name, value: State[Name]): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

export interface View<State> {
  model: Model<State>;
  el: HTMLElement;
  signal: AbortSignal;
}

/** A step or a path as Python writes it. */
export function keyOf(place: Step | Step[]): string {
  return JSON.stringify(place);
}

/** Calls back on a change of any of the named traits until the signal aborts. */
export function onChange<State>(
  { model, signal }: Pick<View<State>, "model" | "signal">,
  names: (keyof State & string)[],
  callback: () => void,
): void {
  for (const name of names) {
    model.on(`change:${name}`, callback);
    signal.addEventListener("abort", () => model.off(`change:${name}`, callback));
  }
}
