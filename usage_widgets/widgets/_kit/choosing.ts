/** What is chosen after a click on a mark. */

import { keyOf, type Step } from "./model";

/** Alone it replaces, with `add` it joins, and again it clears. */
export function toggled(selected: Step[], step: Step, add: boolean): Step[] {
  const key = keyOf(step);
  const others = selected.filter((chosen) => keyOf(chosen) !== key);
  const wasChosen = others.length < selected.length;
  if (add) return wasChosen ? others : [...others, step];
  return wasChosen && !others.length ? [] : [step];
}
