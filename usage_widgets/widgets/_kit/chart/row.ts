/** One row of the picture: name, value, share, and the sign that it opens. */

import { html, svg, UNSPOKEN } from "../dom";
import type { Mark, Room } from "./mark";
import { type Font, widest } from "./text_width";

export const PAD = 8;
export const GAP = 12;
const SIGN = 20; // room for the chevron
const LINE = 24;
const NARROW = 480;
const MOST_FOR_LABELS = 0.36;

/** Where the columns of every row stand, in px. */
export interface Columns {
  width: number;
  narrow: boolean;
  /** Width that the names need, at most a third of the picture. */
  labels: number;
  /** Left edge of the figures. */
  figures: number;
  valueRight: number;
  shareRight: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function columnsOf(marks: Mark[], { host, width }: Room): Columns {
  const { fontFamily, letterSpacing } = getComputedStyle(host);
  const font = (weight: string): Font => ({ face: `${weight} 13px ${fontFamily}`, spacing: letterSpacing === "normal" ? "0px" : letterSpacing });
  const values = widest(marks.map(({ value }) => value), font("500"));
  const shares = widest(marks.map(({ percent }) => percent), font("500"));
  const shareRight = width - SIGN;
  const valueRight = shares ? shareRight - shares - GAP : shareRight;
  const labels = Math.min(widest(marks.map(({ label }) => label), font("400")) + 2, Math.round(width * MOST_FOR_LABELS));
  return { width, narrow: width < NARROW, labels, figures: valueRight - values, valueRight, shareRight };
}

/** The group of one mark: focusable, named, with a hit area and a focus ring around its row. */
export function option({ key, opens, name }: Mark, index: number, { x, y, width, height }: Box): SVGGElement {
  return svg(
    "g",
    {
      role: "option", class: "uw-mark", "data-index": index, "data-key": key, "data-opens": opens,
      "aria-label": name, "aria-selected": "false", tabindex: -1,
    },
    svg("rect", { class: "uw-hit", x, y, width, height, rx: 6 }),
    svg("rect", { class: "uw-ring", x: x + 1.5, y: y + 1.5, width: width - 3, height: height - 3, rx: 5 }),
  );
}

/** Name on the left, figures on the right, all in one line. Hidden from speech: the mark's name says it all. */
export function rowTexts(mark: Mark, at: Omit<Box, "height">, columns: Columns): (SVGElement | string)[] {
  const middle = at.y + LINE / 2;
  const figure = (x: number, text: string, kind: string) =>
    svg("text", { class: `uw-figure ${kind}`, x, y: middle, ...UNSPOKEN }, text);
  return [
    svg(
      "foreignObject",
      { x: at.x, y: at.y, width: Math.max(1, at.width), height: LINE, ...UNSPOKEN },
      html("div", { class: "uw-label", dir: "auto" }, mark.label),
    ),
    " ", // keeps the texts apart where they are read as one
    figure(columns.valueRight, mark.value, mark.number === null ? "uw-value uw-unknown" : "uw-value"),
    ...(mark.percent ? [" ", figure(columns.shareRight, mark.percent, "uw-share")] : []),
    sign(columns.width - SIGN / 2, middle, mark.opens),
  ];
}

/** A chevron where the mark opens; a tick where it is chosen. */
function sign(x: number, y: number, opens: boolean): SVGElement {
  const shape = opens ? `M${x - 2} ${y - 4}l4 4l-4 4` : `M${x - 4} ${y}l3 3l6 -6`;
  return svg("path", { class: opens ? "uw-chevron" : "uw-tick", d: shape, ...UNSPOKEN });
}
