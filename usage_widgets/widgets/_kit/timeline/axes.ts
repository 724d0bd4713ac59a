/** The quiet part: grid lines, values on the left, time below. */

import { svg } from "../dom";
import { type Plane, px } from "./plane";
import type { Label, TimeTicks } from "./ticks";

const ROW = 16; // px between the two rows of words below
const BELOW = 18;
const BESIDE = 8;

export function drawAxes({ labels, contexts, places }: TimeTicks, values: { at: number; text: string }[], plane: Plane): SVGElement[] {
  const { left, right, bottom, y } = plane;
  const line = (at: number): SVGElement => svg("line", { class: at ? "uw-gridline" : "uw-zeroline", x1: left, x2: right, y1: px(y(at)), y2: px(y(at)) });
  const words = (row: number, kind: string) => ({ x, text }: Label): SVGElement =>
    svg("text", { class: `uw-tick-name ${kind}`, x: px(x), y: bottom + BELOW + row * ROW, "text-anchor": "middle" }, text);
  return [
    ...values.map(({ at }) => line(at)),
    ...values.map(({ at, text }) => svg("text", { class: "uw-tick-name uw-level", x: left - BESIDE, y: px(y(at)), "text-anchor": "end" }, text)),
    ...places.map((at) => svg("line", { class: "uw-notch", x1: px(at), x2: px(at), y1: bottom, y2: bottom + 4 })),
    ...labels.map(words(0, "")),
    ...contexts.map(words(1, "uw-time-context")),
  ];
}
