/** Bars from one total to another: a change begins where the last one ended, and points the way it goes. */

import { ticks } from "d3-array";
import { linear, type Scale } from "../_kit/chart/geometry";
import type { Drawing, Room } from "../_kit/chart/mark";
import { columnsOf, GAP, option, PAD, rowTexts } from "../_kit/chart/row";
import { freshId, svg, UNSPOKEN } from "../_kit/dom";
import type { Bar, Scene } from "./state";

/** Wide: name, bar and figures in one line. Narrow: the bar below them. */
const WIDE = { row: 32, bar: 18, above: 7 };
const NARROW = { row: 44, bar: 8, above: 30 };
const TEXT_ABOVE = 4;
const AXIS = 24;
const SMALLEST = 3; // px: a change stays visible beside a huge one
const TIP = 5; // px that the point of an arrow is long
const TEETH = 10; // px from the beginning of a broken axis to its break
const PX_PER_TICK = 110;
const MOST_TICKS = 6;

/** `tickName` is the short form of a number beside the axis. */
export function drawWaterfall({ marks, axis, isBroken }: Scene, tickName: (number: number) => string, room: Room): Drawing {
  const columns = columnsOf(marks, room);
  const { row, bar, above } = columns.narrow ? NARROW : WIDE;
  const left = columns.narrow ? PAD : PAD + columns.labels + GAP;
  const right = Math.max(left + 1, columns.narrow ? columns.shareRight : columns.figures - GAP);
  const x = linear(axis, [left, right]);
  const labelEnd = (columns.narrow ? columns.figures : left) - GAP;
  const hatch = hatchOf(room.host);

  const options = marks.map((mark, index) => {
    const top = index * row;
    const group = option(mark, index, { x: 0, y: top, width: columns.width, height: row });
    group.dataset["kind"] = mark.kind;
    const texts = rowTexts({ ...mark, number: mark.end }, { x: PAD, y: top + TEXT_ABOVE, width: labelEnd - PAD }, columns);
    group.append(...texts, ...barOf(mark, x, top + above, bar, left, isBroken));
    return group;
  });

  const height = marks.length * row;
  const joints = svg("g", UNSPOKEN, ...marks.slice(0, -1).map((mark, index) => joint(x(mark.end), index * row + above + bar, row - bar)));
  if (columns.narrow) return { options, parts: [hatch, joints, ...options], height };
  const at = ticks(...axis, Math.min(MOST_TICKS, Math.max(2, Math.floor((right - left) / PX_PER_TICK))));
  return { options, parts: [hatch, gridOf(at, x, height, tickName), joints, ...options], height: height + AXIS };
}

function barOf({ kind, tone, start, end }: Bar, x: Scale, y: number, height: number, begin: number, isBroken: boolean): SVGElement[] {
  const looks = { class: `uw-bar uw-${kind}`, "data-tone": tone };
  if (kind === "same") return [svg("rect", { ...looks, x: x(start) - 1, y, width: 2, height })];
  if (kind !== "total") return [svg("path", { ...looks, d: arrow(x(start), x(end), y, height, kind === "up") })];
  const low = isBroken ? begin : Math.min(x(start), x(end));
  const box = svg("rect", { ...looks, x: low, y, width: Math.max(x(start), x(end)) - low, height, rx: 1 });
  return isBroken ? [box, teeth(begin + TEETH, y, height)] : [box];
}

/** A gap through a total that does not begin at zero. */
function teeth(x: number, y: number, height: number): SVGElement {
  const step = (height + 4) / 4;
  return svg("path", { class: "uw-teeth", d: `M${x} ${y - 2}l4 ${step}l-4 ${step}l4 ${step}l-4 ${step}` });
}

/** From where a change begins to the point of its arrow. */
export function arrow(start: number, end: number, y: number, height: number, isUp: boolean): string {
  const way = isUp ? 1 : -1;
  const long = Math.max(SMALLEST, Math.abs(end - start));
  const point = start + way * long;
  const shoulder = point - way * Math.min(TIP, long);
  return `M${start} ${y}H${shoulder}L${point} ${y + height / 2}L${shoulder} ${y + height}H${start}z`;
}

function joint(x: number, y: number, length: number): SVGElement {
  return svg("line", { class: "uw-joint", x1: x, x2: x, y1: y, y2: y + length });
}

function gridOf(at: number[], x: Scale, height: number, tickName: (number: number) => string): SVGElement {
  const lines = at.map((tick) => svg("line", { class: tick ? "uw-gridline" : "uw-zeroline", x1: x(tick), x2: x(tick), y1: 0, y2: height }));
  const names = at.map((tick) => svg("text", { class: "uw-tick-name", x: x(tick), y: height + 16, "text-anchor": "middle" }, tickName(tick)));
  return svg("g", UNSPOKEN, ...lines, ...names);
}

/** The pattern of what goes down. */
function hatchOf(host: HTMLElement): SVGDefsElement {
  const id = freshId();
  (host.closest<HTMLElement>(".uw") ?? host).style.setProperty("--uw-hatch", `url(#${id})`); // the legend has it too
  const ground = svg("path", { class: "uw-pattern-ground", d: "M0 0h6v6h-6z" });
  const lines = svg("path", { class: "uw-hatch-line", d: "M-1 1l2 -2M0 6l6 -6M5 7l2 -2" });
  return svg("defs", {}, svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, ground, lines));
}
