/** From where to where the values of a picture reach. */

import { extent, nice } from "d3-array";
import type { Range } from "./model";
import type { Shown } from "./shown";
import { type Track, valueAt } from "./track";

/** Round ends around zero and all that is drawn of some steps, bands too. */
export function reachOf({ lines, outlook }: Pick<Shown, "lines" | "outlook">, steps: Track, tickCount: number): Range {
  const edges = [...lines.map(({ mean }) => mean), ...(outlook?.bands ?? []).flatMap(({ low, high }) => [low, high])];
  const ahead = steps.filter((step) => step.ahead >= 0);
  const ends = [
    ...lines.flatMap((line) => extent(steps, (step) => valueAt(line, step))),
    ...edges.flatMap((numbers) => extent(ahead, (step) => numbers[step.ahead])),
  ];
  const [low = 0, high = 0] = extent([0, ...ends.map((end) => end ?? 0)]);
  return low === high ? [0, 1] : nice(low, high, tickCount);
}
