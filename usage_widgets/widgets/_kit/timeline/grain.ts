/** How fine the numbers are that a picture draws. */

import type { Grain, Numbers, Range } from "./model";

export const GRAINS: Grain[] = ["hour", "day", "week", "month"];
const FEW = 4; // steps that do not make a picture

/** The finer numbers where the coarse ones are few in sight, and the finer ones cover that. */
export function numbersFor([start, end]: Range, whole: Numbers, detail: Numbers | null): Numbers {
  const first = whole.times[0] ?? 0;
  const isFew = (end - start) * whole.times.length < FEW * (whole.end - first);
  const covers = detail && (detail.times[0] ?? Infinity) <= Math.max(start, first) && end <= detail.end;
  return isFew && covers ? detail : whole;
}
