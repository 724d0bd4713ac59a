/** What is expected, unmistakably: a rule where it begins, and how sure it is as hatched bands with outlines. */

import { freshId, svg } from "../dom";
import { spread } from "./ends";
import type { InSight } from "./lines";
import { type Plane, px } from "./plane";
import type { Shown } from "./shown";

const HATCH = 6; // px between two lines
const APART = 14; // px between two words
const BESIDE = 6;

/** The bands from the widest to the narrowest, and the rule. */
export function drawOutlook({ outlook, lines }: Shown, { steps, xs }: InSight, plane: Plane): SVGElement[] {
  const [now] = outlook?.times ?? [];
  if (!outlook || now === undefined) return [];
  const at = px(plane.x(now));
  const ahead = steps.flatMap((step, place) => (step.ahead < 0 ? [] : [{ place: step.ahead, x: xs[place]! }]));
  /** From the rule to the end of the last step. */
  const edge = (values: number[]): string[] => {
    const spots = ahead.map(({ place, x }) => [x, px(plane.y(values[place]!))] as const);
    return [`${at},${spots[0]?.[1]}`, ...spots.map(String), `${px(plane.x(outlook.end))},${spots.at(-1)?.[1]}`];
  };
  const bands = ahead.length ? outlook.bands.toSorted((one, other) => other.level - one.level) : [];
  return [
    ...bands.map(({ low, high }, place) => drawBand(edge(low), edge(high), place === bands.length - 1, lines[0]?.slot ?? 0)),
    svg("line", { class: "uw-now uw-outlook", x1: at, x2: at, y1: plane.top, y2: plane.bottom }),
  ];
}

function drawBand(low: string[], high: string[], isInner: boolean, slot: number): SVGElement {
  const id = freshId();
  const area = `M${[...high, ...low.toReversed()].join("L")}Z`;
  const tile = { id, width: HATCH, height: HATCH, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const hatch = [
    svg("pattern", tile, svg("path", { class: "uw-hatch", d: `M0 0v${HATCH}` })),
    svg("path", { d: area, fill: `url(#${id})` }),
  ];
  return svg(
    "g",
    { class: `uw-band uw-outlook ${isInner ? "uw-inner" : ""}`, "data-slot": slot },
    svg("path", { class: "uw-band-ground", d: area }),
    ...(isInner ? hatch : []),
    svg("path", { class: "uw-band-edge", d: `M${high.join("L")}M${low.join("L")}` }),
  );
}

/** How sure each band is, beside the end of its upper edge. */
export function drawLevels({ outlook }: Shown, { steps, xs }: InSight, { x, y, right, top, bottom }: Plane, say: (level: number) => string): SVGElement[] {
  const last = steps.findLast(({ ahead }, at) => ahead >= 0 && xs[at]! <= right);
  if (!outlook || !last) return [];
  const left = px(Math.min(right, x(last.end)) + BESIDE);
  const places = spread(outlook.bands.map(({ high }) => y(high[last.ahead]!)), [top, bottom], APART);
  return outlook.bands.map(({ level }, at) => svg("text", { class: "uw-band-level", x: left, y: px(places[at]!) }, say(level)));
}
