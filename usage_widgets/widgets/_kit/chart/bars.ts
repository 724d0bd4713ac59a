/** Horizontal bars from a common zero line. */

import { ticks } from "d3-array";
import { svg, UNSPOKEN } from "../dom";
import { domainOf, linear, type Scale } from "./geometry";
import type { Drawing, Mark, Room } from "./mark";
import { columnsOf, GAP, option, PAD, rowTexts } from "./row";

/** Wide: name, bar and figures in one line. Narrow: the bar below them. */
const WIDE = { row: 32, bar: 18, above: 7 };
const NARROW = { row: 44, bar: 8, above: 30 };
const TEXT_ABOVE = 4;
const AXIS = 24;
const SMALLEST = 2; // px: a bar that is not zero stays visible beside a huge one
const HAIRLINE = 1;
const PX_PER_TICK = 110;
const MOST_TICKS = 6;

/** `tickName` is the short form of a number beside the axis. */
export function drawBars(marks: Mark[], tickName: (number: number) => string, room: Room): Drawing {
  const columns = columnsOf(marks, room);
  const { row, bar, above } = columns.narrow ? NARROW : WIDE;
  const left = columns.narrow ? PAD : PAD + columns.labels + GAP;
  const right = Math.max(left + 1, columns.narrow ? columns.shareRight : columns.figures - GAP);
  const domain = domainOf(marks.map(({ number }) => number));
  const x = linear(domain, [left, right]);
  const labelEnd = (columns.narrow ? columns.figures : left) - GAP;

  const options = marks.map((mark, index) => {
    const top = index * row;
    const group = option(mark, index, { x: 0, y: top, width: columns.width, height: row });
    group.append(...rowTexts(mark, { x: PAD, y: top + TEXT_ABOVE, width: labelEnd - PAD }, columns), ...barOf(mark, x, top + above, bar));
    return group;
  });

  const height = marks.length * row;
  if (columns.narrow) return { options, parts: options, height };
  const at = ticks(...domain, Math.min(MOST_TICKS, Math.max(2, Math.floor((right - left) / PX_PER_TICK))));
  return { options, parts: [gridOf(at, x, height, tickName), ...options], height: height + AXIS };
}

function barOf({ number, isOther }: Mark, x: Scale, y: number, height: number): SVGElement[] {
  if (number === null) return [];
  const isZero = number === 0;
  const width = isZero ? HAIRLINE : Math.max(SMALLEST, Math.abs(x(number) - x(0)));
  const kind = isZero ? "uw-zero" : isOther && "uw-other";
  return [svg("rect", { class: `uw-bar ${kind || ""}`, x: number < 0 ? x(0) - width : x(0), y, width, height, rx: Math.min(3, width / 2) })];
}

function gridOf(at: number[], x: Scale, height: number, tickName: (number: number) => string): SVGElement {
  const lines = at.map((tick) => svg("line", { class: tick ? "uw-gridline" : "uw-zeroline", x1: x(tick), x2: x(tick), y1: 0, y2: height }));
  const names = at.map((tick) => svg("text", { class: "uw-tick-name", x: x(tick), y: height + 16, "text-anchor": "middle" }, tickName(tick)));
  return svg("g", UNSPOKEN, ...lines, ...names);
}
