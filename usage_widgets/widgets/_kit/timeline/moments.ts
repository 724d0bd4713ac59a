/** Moments with a name: thin markers, their labels above the plot in lanes so that none covers another. */

import { linear } from "../chart/geometry";
import { svg } from "../dom";
import type { Moment, Range } from "./model";
import { type Plane, px } from "./plane";

export const LANE = 18; // px
const MOST_LANES = 3;
const MOST_WIDTH = 180;
const INSET = 5;

type Axis = Pick<Plane, "x" | "left" | "right" | "width">;
type WidthOf = (text: string) => number;

export interface Flag {
  /** Of its marker. */
  x: number;
  text: string;
  width: number;
}

export interface PlacedFlag extends Flag {
  lane: number;
  /** Whether its text runs to the left of its marker. */
  isLeft: boolean;
}

/** One after another in the lowest lane with room; those without room keep their marker only. */
export function inLanes(flags: Flag[], lanes: number, right: number): PlacedFlag[] {
  const taken: Range[][] = Array.from({ length: lanes }, () => []);
  return flags.flatMap((flag) => {
    const isLeft = flag.x + flag.width + 2 * INSET > right;
    const box: Range = isLeft ? [flag.x - flag.width - 2 * INSET, flag.x] : [flag.x, flag.x + flag.width + 2 * INSET];
    const lane = taken.findIndex((boxes) => boxes.every(([from, to]) => box[1] < from || box[0] > to));
    taken[lane]?.push(box);
    return lane < 0 ? [] : [{ ...flag, lane, isLeft }];
  });
}

/** As many as the words take with everything in sight: the plot keeps its height while one zooms. */
export function lanesFor(moments: Moment[], forecast: Moment | null, extent: Range, width: number, widthOf: WidthOf): number {
  const axis = { x: linear(extent, [0.1 * width, width]), left: 0, right: width, width };
  const placed = inLanes(flagsOf(moments, forecast, axis, widthOf), MOST_LANES, width);
  return Math.max(0, ...placed.map(({ lane }) => lane + 1));
}

/** `forecast` is the first instant that is expected, and the word for it. */
export function drawMoments(moments: Moment[], forecast: Moment | null, plane: Plane, lanes: number, widthOf: WidthOf): SVGElement[] {
  const { x, top, bottom, width } = plane;
  const placed = inLanes(flagsOf(moments, forecast, plane, widthOf), lanes, width);
  const tops = new Map(placed.map((flag) => [flag.x, top - (flag.lane + 1) * LANE]));
  const places = moments.filter((moment) => isOn(plane, moment)).map(({ at }) => px(x(at)));
  return [
    ...moments.flatMap(({ range }) => (range ? [drawRange(range, plane)] : [])),
    ...places.map((at) => svg("line", { class: "uw-moment", x1: at, x2: at, y1: tops.get(at) ?? top, y2: bottom })),
    ...placed.map((flag) => drawFlag(flag, top)),
  ];
}

/** What is to come gets room for its words first. */
function flagsOf(moments: Moment[], forecast: Moment | null, axis: Axis, widthOf: WidthOf): Flag[] {
  const { x, left, width } = axis;
  const isAhead = ({ at }: Moment): number => Number(forecast !== null && at >= forecast.at);
  const inOrder = moments.toSorted((one, other) => isAhead(other) - isAhead(one) || one.at - other.at);
  const named = (forecast ? [forecast, ...inOrder] : inOrder).filter((moment) => isOn(axis, moment));
  return named.map(({ at, label }) => {
    const room = Math.max(x(at) - left, width - x(at)) - 2 * INSET;
    return { x: px(x(at)), ...shortened(label, Math.min(MOST_WIDTH, room), widthOf) };
  });
}

function isOn({ x, left, right }: Axis, { at }: Moment): boolean {
  return x(at) >= left && x(at) <= right;
}

function drawRange([start, end]: Range, { x, left, right, top, bottom }: Plane): SVGElement {
  const [from, to] = [start, end].map((at) => Math.max(left, Math.min(right, x(at)))) as Range;
  return svg("rect", { class: "uw-moment-range", x: px(from), y: top, width: px(to - from), height: bottom - top });
}

function drawFlag({ x, text, lane, isLeft }: PlacedFlag, top: number): SVGElement {
  const y = top - lane * LANE - LANE / 2;
  return svg("text", { class: "uw-flag", x: x + (isLeft ? -INSET : INSET), y, "text-anchor": isLeft ? "end" : "start" }, text);
}

function shortened(label: string, most: number, widthOf: WidthOf): Omit<Flag, "x"> {
  let text = label;
  while (widthOf(text) > most) text = `${text.replace(/.?\u2026?$/u, "")}\u2026`;
  return { text, width: widthOf(text) };
}
