/** Where instants and values stand in the picture, in px. */

import { linear, type Scale } from "../chart/geometry";
import { svg } from "../dom";
import type { Range } from "./model";

export interface Plane {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: Scale;
  y: Scale;
  timeAt(px: number): number;
}

export type Edges = Pick<Plane, "width" | "height" | "left" | "right" | "top" | "bottom">;

export function planeOf(edges: Edges, window: Range, reach: Range): Plane {
  const { left, right, top, bottom } = edges;
  return { ...edges, x: linear(window, [left, right]), y: linear(reach, [bottom, top]), timeAt: linear([left, right], window) };
}

/** A length to a tenth of a pixel: paths stay short. */
export function px(length: number): number {
  return Math.round(length * 10) / 10;
}

export function drawRange(range: Range | null, kind: string, { x, top, bottom }: Plane): SVGElement[] {
  if (!range) return [];
  const [from, to] = [px(x(range[0])), px(x(range[1]))];
  return [svg("rect", { class: kind, x: from, y: top, width: to - from, height: bottom - top })];
}
