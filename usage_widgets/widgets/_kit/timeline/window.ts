/** What is in sight: zoomed, moved, and kept inside of what there is. */

import type { Range } from "./model";

/** Nobody sees less than this at once, in ms. */
export const LEAST = 4 * 3_600_000;

export function zoomed([start, end]: Range, around: number, factor: number, extent: Range): Range {
  const length = Math.max(LEAST, (end - start) * factor);
  const share = (around - start) / (end - start);
  return kept([around - share * length, around + (1 - share) * length], extent);
}

export function panned([start, end]: Range, by: number, extent: Range): Range {
  return kept([start + by, end + by], extent);
}

/** Just as far as it takes to have a step in sight. */
export function revealing(window: Range, [start, end]: Range, extent: Range): Range {
  const before = Math.min(0, start - window[0]);
  return panned(window, before || Math.max(0, end - window[1]), extent);
}

/** Moved, not shrunk, into what there is; all of it where that is less. */
export function kept([start, end]: Range, [first, last]: Range): Range {
  if (end - start >= last - first) return [first, last];
  if (start < first) return [first, first + end - start];
  return end > last ? [last - (end - start), last] : [start, end];
}

export function isWhole([start, end]: Range, [first, last]: Range): boolean {
  return start <= first && end >= last;
}
