/** The whole span as a thin strip, and what is in sight as a window over it: dragged as one, or by its two ends. */

import { domainOf, linear } from "../chart/geometry";
import { html, svg, UNSPOKEN } from "../dom";
import { dragged } from "./drag";
import type { Range } from "./model";
import { panned } from "./window";

const WIDTH = 1000; // of the drawing, which is stretched
const HEIGHT = 32;
const STEPS: Record<string, number> = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity,
};

/** A step's time and the sum of what is drawn there. */
export interface Sum {
  start: number;
  end: number;
  sum: number | null;
  isExpected: boolean;
}

export interface ZoomBar {
  element: HTMLElement;
  /** Draws the strip where the sums are other ones. `seen` are the whole steps that the window shows. */
  show(sums: Sum[], window: Range, extent: Range, seen: Range): void;
}

/** `names` are of the two ends, `say` puts a place in words. */
export function createZoomBar(names: [string, string], say: (at: number) => string, zoom: (window: Range) => void): ZoomBar {
  const thumbs = names.map((name): HTMLElement => html("div", { class: "uw-thumb", role: "slider", tabindex: 0, "aria-label": name, "aria-orientation": "horizontal" }));
  const strip = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", ...UNSPOKEN });
  const pane = html("div", { class: "uw-pane" }, ...thumbs);
  const track = html("div", { class: "uw-track" }, strip, pane);
  let drawn: Sum[] = [];
  let edges: number[] = [];
  let [window, extent]: [Range, Range] = [[0, 1], [0, 1]];

  const placeOf = (side: number): number => nearest(edges, window[side] ?? 0);
  /** One end goes to an edge, and stays a step away from the other. */
  const put = (side: number, place: number): void => {
    const other = placeOf(1 - side);
    const at = edges[Math.min(edges.length - 1, Math.max(0, side ? Math.max(other + 1, place) : Math.min(other - 1, place)))];
    if (at !== undefined) zoom(side ? [window[0], at] : [at, window[1]]);
  };
  thumbs.forEach((thumb, side) =>
    thumb.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      put(side, placeOf(side) + step);
    }),
  );
  const at = ({ clientX }: PointerEvent): number => {
    const { left, right } = track.getBoundingClientRect();
    return linear([left, right], extent)(clientX);
  };
  dragged(track, (press) => {
    const side = thumbs.indexOf(press.target as HTMLElement);
    const before = window;
    if (side >= 0) return (event) => put(side, nearest(edges, (before[side] ?? 0) + at(event) - at(press)));
    const grip = press.target === pane ? at(press) : (before[0] + before[1]) / 2;
    return (event) => zoom(panned(before, at(event) - grip, extent));
  });

  const show = (sums: Sum[], inSight: Range, whole: Range, seen: Range): void => {
    [window, extent] = [inSight, whole];
    if (sums !== drawn) {
      drawn = sums;
      edges = [...sums.map(({ start }) => start), ...sums.slice(-1).map(({ end }) => end)];
      strip.replaceChildren(outline(sums, extent, false), outline(sums, extent, true));
    }
    const [left, right] = window.map(linear(extent, [0, 100])) as Range;
    pane.style.cssText = `inset-inline-start: ${left}%; width: ${right - left}%`;
    thumbs.forEach((thumb, side) => {
      thumb.ariaValueMin = String(side);
      thumb.ariaValueMax = String(edges.length - 2 + side);
      thumb.ariaValueNow = String(placeOf(side));
      thumb.ariaValueText = say((seen[side] ?? 0) - side); // an end is the last moment before it
    });
  };
  return { element: html("div", { class: "uw-zoom-bar" }, track), show };
}

/** What is known, or what is expected, as columns on the zero line without gaps. */
function outline(sums: Sum[], extent: Range, expected: boolean): SVGElement {
  const x = linear(extent, [0, WIDTH]);
  const y = linear(domainOf(sums.map(({ sum }) => sum)), [HEIGHT, 1]);
  const zero = Math.round(y(0));
  const columns = sums
    .filter(({ isExpected, sum }) => isExpected === expected && sum !== null)
    .map(({ start, end, sum }) => `M${x(start).toFixed(1)} ${zero}V${y(sum ?? 0).toFixed(1)}H${x(end).toFixed(1)}V${zero}`);
  return svg("path", { class: expected ? "uw-overview uw-expected" : "uw-overview", d: columns.join("") });
}

function nearest(edges: number[], at: number): number {
  return edges.reduce((best, edge, place) => (Math.abs(edge - at) < Math.abs((edges[best] ?? Infinity) - at) ? place : best), 0);
}
