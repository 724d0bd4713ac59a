/** A ring of slices with every slice's name and figures beside it. */

import { svg, UNSPOKEN } from "../dom";
import { pointAt, ringSlice, slicesOf, type Slice } from "./geometry";
import type { Drawing, Mark, Room } from "./mark";
import { GREY, type SlotKeeper } from "./palette";
import { patterns } from "./patterns";
import { columnsOf, GAP, option, PAD, rowTexts } from "./row";

const ROW = 32;
const TEXT_ABOVE = 4;
const NUMBER = 14; // room around the ring for the slices' numbers
const LARGEST_RADIUS = 120;
const HOLE = 0.6;
const KEY = 38; // room for swatch and number before a name
const NUMBERED = 0.03; // smaller slices have no room for their number
const LIST_NEEDS = 320;
const WIDEST = 880; // px: beyond, names and figures of the list drift too far apart

/** Where ring and list stand: side by side, or the list below. */
interface Plan {
  radius: number;
  centre: string;
  left: number;
  top: number;
}

/** `middle` stands inside the ring; `keeper` lets each mark keep its colour. */
export function drawPie(marks: Mark[], middle: string, keeper: SlotKeeper, { host, width }: Room): Drawing {
  const columns = columnsOf(marks, { host, width: Math.min(width, WIDEST) });
  const plan = planOf(columns.width, marks.length);
  const slices = slicesOf(marks.map(({ number }) => number));
  const other = marks.find(({ isOther }) => isOther)?.key;
  const slots = keeper.slots(marks.map(({ key }) => key), (key) => key === other);

  const options = marks.map((mark, index) => {
    const y = plan.top + index * ROW;
    const group = option(mark, index, { x: plan.left, y, width: columns.width - plan.left, height: ROW });
    const x = plan.left + PAD + KEY;
    group.append(...rowTexts(mark, { x, y: y + TEXT_ABOVE, width: columns.figures - GAP - x }, columns));
    return group;
  });

  const drawn = marks.flatMap((mark, index) => (mark.number ? sliceOf(mark, index, slices[index] as Slice, slots[index] ?? GREY, plan.radius) : []));
  const swatches = marks.flatMap((_, index) => swatch(plan.left + PAD, plan.top + (index + 0.5) * ROW, index, slots[index] ?? GREY));
  const ring = 2 * (plan.radius + NUMBER);
  return {
    options,
    parts: [
      patterns(host),
      svg("g", { transform: plan.centre, ...UNSPOKEN }, ...drawn, svg("text", { class: "uw-middle" }, middle)),
      ...options,
      svg("g", { class: "uw-keys", ...UNSPOKEN }, ...swatches),
    ],
    height: Math.max(plan.top + marks.length * ROW, ring),
  };
}

function planOf(width: number, count: number): Plan {
  const radius = Math.min(LARGEST_RADIUS, width / 2 - NUMBER - PAD);
  const ring = 2 * (radius + NUMBER);
  const stacked = width < ring + LIST_NEEDS;
  const centre = `translate(${stacked ? width / 2 : ring / 2} ${ring / 2})`;
  return stacked
    ? { radius, centre, left: 0, top: ring + GAP }
    : { radius, centre, left: ring + 2 * GAP, top: Math.max(0, (ring - count * ROW) / 2) };
}

/** A slice can be pointed at like its row, which is what keys and speech know. */
function sliceOf(mark: Mark, index: number, slice: Slice, slot: number, radius: number): SVGElement[] {
  const path = svg("path", { class: "uw-slice", "data-index": index, "data-key": mark.key, "data-slot": slot, d: ringSlice(slice, radius * HOLE, radius) });
  const [x, y] = pointAt((slice.start + slice.end) / 2, radius + NUMBER / 2);
  return (mark.share ?? 0) < NUMBERED ? [path] : [path, svg("text", { class: "uw-key", x, y }, String(index + 1))];
}

function swatch(x: number, y: number, index: number, slot: number): SVGElement[] {
  return [
    svg("rect", { class: "uw-swatch", "data-slot": slot, x, y: y - 5, width: 10, height: 10, rx: 2 }),
    svg("text", { class: "uw-key", x: x + 22, y }, String(index + 1)),
  ];
}
