/** What stands at the end of a line: its number, the same as in the legend; at the end of a band how sure it is. */

import { svg } from "../dom";
import type { InSight } from "./lines";
import { type Plane, px } from "./plane";
import type { Shown, ShownLine } from "./shown";
import { valueAt } from "./track";

const RADIUS = 8;
const APART = 2 * RADIUS + 1;
const BESIDE = 14; // px from the point to the middle of its number

export interface End {
  x: number;
  y: number;
  /** Where it would stand. */
  text: string;
  key: string;
  slot: number;
}

export function drawEnds(shown: Shown, sight: InSight, plane: Plane): SVGElement[] {
  const ends = shown.lines.length > 1 ? shown.lines.flatMap((line) => endOf(line, sight, plane)) : [];
  return [...new Set(ends.map(({ x }) => x))].flatMap((at) => {
    const column = ends.filter(({ x }) => x === at);
    const places = spread(column.map(({ y }) => y), [plane.top, plane.bottom]);
    return column.map((end, place) => draw(end, px(places[place] ?? end.y)));
  });
}

function draw({ x, text, key, slot }: End, y: number): SVGElement {
  return svg(
    "g",
    { class: "uw-end", "data-key": key, "data-slot": slot },
    svg("circle", { cx: x, cy: y, r: RADIUS }),
    svg("text", { x, y }, text),
  );
}

/** Of its last point in sight. */
function endOf(line: ShownLine, { steps, xs }: InSight, { left, right, y }: Plane): End[] {
  const last = steps.findLastIndex((step, at) => xs[at]! <= right && valueAt(line, step) !== null);
  const [value, x] = [steps[last] && valueAt(line, steps[last]), xs[last] ?? 0];
  if (value == null || x < left) return [];
  return [{ x: x + BESIDE, y: y(value), text: line.slot ? String(line.slot) : "\u2013", key: line.key, slot: line.slot }];
}

/** The same places, moved apart as little as need be, in their order and between two ends where there is room. */
export function spread(places: number[], [top, bottom]: [number, number], apart = APART): number[] {
  const order = places.map((_, at) => at).sort((one, other) => places[one]! - places[other]!);
  const found = [...places];
  let least = top;
  for (const at of order) least = (found[at] = Math.max(found[at]!, least)) + apart;
  let most = bottom;
  for (const at of order.reverse()) most = (found[at] = Math.min(found[at]!, most)) - apart;
  return found;
}
