/** From where to where the values of a picture reach. */

import { extent, nice } from "d3-array";
import type { Range } from "./model";
import type { Shown } from "./shown";
import { type Track, valueAt } from "./track";

/** Round ends around zero and all that is drawn of some steps, bands too. */
export function reachOf({ lines, outlook }: Pick<Shown, "lines" | "outlook">, steps: Track, tickCount: number): Range {
  const edges = [...lines.map(({ mean }) => mean), ...(outlook?.bands ?? []).flatMap(({ low, high }) => [low, high])];
  const expected = edges.flatMap((numbers) => steps.map(({ ahead }) => numbers[ahead] ?? 0));
  const known = lines.flatMap((line) => steps.map((step) => valueAt(line, step)));
  const [low = 0, high = 0] = extent([0, ...known.map((value) => value ?? 0), ...expected]);
  return low === high ? [0, 1] : nice(low, high, tickCount);
}
