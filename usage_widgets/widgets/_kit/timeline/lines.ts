/** The lines: gaps where nothing is known, dashes where a step is not over or only expected. */

import { svg } from "../dom";
import { type Plane, px } from "./plane";
import type { Shown, ShownLine } from "./shown";
import { middleOf, type Track } from "./track";

const LONE = 2.5; // radius in px
const OPEN = 3.5;
const DENSE = 1.5; // px for a step where lines run into each other

/** The steps in sight, with one neighbour on each side: lines run on to the edge. */
export interface InSight {
  steps: Track;
  /** The middle of each, in px. */
  xs: number[];
}

export function inSightOf(track: Track, [first, last]: [number, number], { x }: Plane): InSight {
  const steps = track.slice(Math.max(0, first - 1), last + 2);
  return { steps, xs: steps.map((step) => px(x(middleOf(step)))) };
}

export function drawLine(line: ShownLine, shown: Shown, sight: InSight, plane: Plane): SVGGElement {
  const { whole, unsure, lone, open } = trace(line, shown, sight, plane);
  const dot = (kind: string, radius: number) => ([cx, cy]: Spot) => svg("circle", { class: kind, cx, cy, r: radius });
  return svg(
    "g",
    { class: sight.steps.length * DENSE > plane.right - plane.left ? "uw-line uw-dense" : "uw-line", "data-key": line.key, "data-slot": line.slot },
    whole && svg("path", { class: "uw-stroke", d: whole }),
    unsure && svg("path", { class: "uw-stroke uw-unsure", d: unsure }),
    expected(line, shown, sight, plane),
    ...lone.map(dot("uw-dot", LONE)),
    ...open.map(dot("uw-dot uw-open", OPEN)),
  );
}

type Spot = [x: number, y: number];

interface Trace {
  whole: string;
  /** To and from steps that are not over. */
  unsure: string;
  lone: Spot[];
  open: Spot[];
}

function trace({ values }: ShownLine, { partial }: Shown, { steps, xs }: InSight, { y }: Plane): Trace {
  const traced: Trace = { whole: "", unsure: "", lone: [], open: [] };
  const isKnown = (place: number): boolean => place >= 0 && (values[place] ?? null) !== null;
  let before = "";
  let wasPartial = false;
  for (const [at, { known }] of steps.entries()) {
    const spot: Spot = [xs[at]!, isKnown(known) ? px(y(values[known]!)) : NaN];
    const now = isKnown(known) ? `${spot[0]},${spot[1]}` : "";
    const isPartial = partial.has(known);
    if (now && before && (isPartial || wasPartial)) traced.unsure += `M${before}L${now}`;
    if (now && isPartial) traced.open.push(spot);
    else if (now && !isKnown(known - 1) && !isKnown(known + 1)) traced.lone.push(spot);
    else if (now) traced.whole += (before && !wasPartial ? "L" : "M") + now;
    before = now;
    wasPartial = isPartial;
  }
  return traced;
}

/** Runs on from the last whole step that is known. */
function expected({ values, mean }: ShownLine, { partial }: Shown, { steps, xs }: InSight, { y }: Plane): SVGElement | null {
  const first = mean.length ? steps.findIndex(({ ahead }) => ahead >= 0) : -1;
  if (first < 0) return null;
  const base = steps.findLastIndex(({ known }, at) => at < first && !partial.has(known) && (values[known] ?? null) !== null);
  const spots = steps.map((step, at): Spot => [xs[at]!, px(y(mean[step.ahead] ?? values[step.known] ?? 0))]);
  const run = [...spots.slice(Math.max(0, base), base + 1), ...spots.slice(first)];
  return svg("path", { class: "uw-stroke uw-outlook", d: `M${run[0]}L${run.join("L")}` }); // a point alone is a line of no length
}
