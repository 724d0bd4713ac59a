/** What is in sight: zoomed, moved, and kept inside of what there is. */

import type { Range } from "./model";
import type { Track } from "./track";

/** Nobody sees fewer at once: of a finer grain there are many in their place. */
const FEWEST = 3; // steps

export function leastOf(track: Track): number {
  const [first, last] = [track[0], track.at(-1)];
  return first && last ? (FEWEST * (last.end - first.start)) / track.length : 0;
}

export function zoomed([start, end]: Range, around: number, factor: number, extent: Range, least: number): Range {
  const length = Math.max(least, (end - start) * factor);
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
