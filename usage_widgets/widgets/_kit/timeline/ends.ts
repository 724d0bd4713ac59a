/** What stands at the end of a line: its number, the same as in the legend; at the end of a band how sure it is. */

import { linear } from "../chart/geometry";
import { svg } from "../dom";
import type { InSight } from "./lines";
import { type Plane, px } from "./plane";
import type { Shown, ShownLine } from "./shown";
import { valueAt } from "./track";

const SIDE = 16;
const APART = SIDE + 1;
const DOT = 5;
const BESIDE = 22; // px from the point to the middle of its number

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

/** At `y`, with a thread to where it belongs. */
function draw(end: End, y: number): SVGElement {
  const { x, text, key, slot } = end;
  return svg(
    "g",
    { class: "uw-end", "data-key": key, "data-slot": slot },
    svg("path", { class: "uw-thread", d: `M${x - BESIDE + DOT},${px(end.y)}L${x - SIDE / 2},${y}` }),
    svg("rect", { x: x - SIDE / 2, y: y - SIDE / 2, width: SIDE, height: SIDE, rx: 4 }),
    svg("text", { x, y }, text),
  );
}

/** At its last point in sight, or at the edge where it runs on. */
function endOf(line: ShownLine, { steps, xs }: InSight, { left, right, y }: Plane): End[] {
  const valueOf = (at: number): number | null => (steps[at] ? valueAt(line, steps[at]) : null);
  const last = steps.findLastIndex((_, at) => xs[at]! <= right && valueOf(at) !== null);
  const [value, next, x] = [valueOf(last), valueOf(last + 1), xs[last] ?? -Infinity];
  const goesOn = value !== null && next !== null;
  const end = goesOn ? linear([x, xs[last + 1]!], [value, next])(right) : value;
  if (end === null || (x < left && !goesOn)) return [];
  return [{ x: (goesOn ? right : x) + BESIDE, y: y(end), text: line.slot ? String(line.slot) : "\u2013", key: line.key, slot: line.slot }];
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
