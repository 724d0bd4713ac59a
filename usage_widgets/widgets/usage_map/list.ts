/** The ranked list: rank, colour, name, value, share and users of every place, all in one line where there is room. */

import type { Drawing, Mark, Room } from "../_kit/chart/mark";
import { GAP, option, PAD } from "../_kit/chart/row";
import { widest, type Font } from "../_kit/chart/text_width";
import { html, svg, UNSPOKEN } from "../_kit/dom";
import type { Row, Scene } from "./state";

const WIDE = 32;
const NARROW = 52;
const LINE = 24;
const HEAD = 28;
const SIGN = 20; // room for the chevron
const SWATCH = 12;
const NARROWEST = 360; // px: in less, the smaller figures go below, as written_map.css has it
const LEAST_NAME = 72; // px: so they do where figures would leave less to names

type Figure = "value" | "percent" | "users";
interface Columns {
  name: number;
  nameWidth: number;
  swatch: number;
  /** The right edge of each column of figures that there is room for. */
  right: Partial<Record<Figure, number>>;
  width: number;
}

export function marksOf({ rows }: Scene): Mark[] {
  return rows.map(({ key, label, number, share, value, percent, name, step }) => ({
    key, label, number, share, value, percent, name, opens: step !== null, isOther: step === null,
  }));
}

export function drawList(scene: Scene, room: Room): Drawing {
  const columns = columnsOf(scene, room);
  const isNarrow = !columns.right.users && !columns.right.percent && Boolean(scene.heads.users ?? scene.heads.percent);
  const height = isNarrow ? NARROW : WIDE;
  const marks = marksOf(scene);
  const options = scene.rows.map((row, index) => {
    const y = HEAD + index * height;
    const group = option(marks[index] as Mark, index, { x: 0, y, width: room.width, height });
    group.append(...lineOf(row, y + (WIDE - LINE) / 2, columns), ...(isNarrow ? [smallPrint(row, scene, y + WIDE + 6, columns)] : []));
    return group;
  });
  return { options, parts: [headOf(scene, columns), ...options], height: HEAD + options.length * height };
}

function columnsOf({ rows, heads }: Scene, { host, width }: Room): Columns {
  const { fontFamily, letterSpacing } = getComputedStyle(host);
  const spacing = letterSpacing === "normal" ? "0px" : letterSpacing;
  const font = (style: string): Font => ({ face: `${style} ${fontFamily}`, spacing });
  const needs = (figure: Figure): number => Math.max(widest(rows.map((row) => row[figure]), font("500 13px")), widest([heads[figure] ?? ""], font("600 12px")));
  const ranks = widest(rows.map(({ rank }) => (rank ? String(rank) : "")), font("400 11px"));
  const swatch = PAD + ranks + (ranks && GAP);
  const name = swatch + (rows.some(({ slot }) => slot !== null) ? SWATCH + GAP : 0);
  const place = (figures: Figure[]): Columns => {
    const right: Columns["right"] = {};
    let edge = width - SIGN;
    for (const figure of figures.toReversed()) {
      if (!heads[figure]) continue;
      right[figure] = edge;
      edge -= needs(figure) + GAP;
    }
    return { name, swatch, right, width, nameWidth: Math.max(1, edge - name) };
  };
  const all = place(["value", "percent", "users"]);
  return width < NARROWEST || all.nameWidth < LEAST_NAME ? place(["value"]) : all;
}

function headOf({ heads }: Scene, { name, nameWidth, right }: Columns): SVGElement {
  const label = svg("foreignObject", { x: name, y: 0, width: nameWidth, height: LINE }, html("div", { class: "uw-label uw-column", dir: "auto" }, heads.name));
  const figures = (Object.keys(right) as Figure[]).map((figure) => svg("text", { class: "uw-figure uw-column", x: right[figure], y: LINE / 2 }, heads[figure] ?? ""));
  return svg("g", UNSPOKEN, label, ...figures);
}

/** Hidden from speech: the option's name says it all. */
function lineOf(row: Row, y: number, columns: Columns): SVGElement[] {
  const middle = y + LINE / 2;
  const { name, nameWidth, swatch, right, width } = columns;
  const figures = (Object.keys(right) as Figure[]).map((figure) =>
    svg("text", { class: figure === "value" ? "uw-figure uw-value" : "uw-figure uw-share", x: right[figure], y: middle, ...UNSPOKEN }, row[figure]));
  return [
    ...(row.rank ? [svg("text", { class: "uw-key uw-rank", x: swatch - GAP, y: middle, ...UNSPOKEN }, String(row.rank))] : []),
    ...(row.slot === null ? [] : [svg("rect", { class: "uw-shade", "data-shade": row.slot, x: swatch, y: middle - SWATCH / 2, width: SWATCH, height: SWATCH, rx: 2 })]),
    svg("foreignObject", { x: name, y, width: nameWidth, height: LINE, ...UNSPOKEN }, html("div", { class: "uw-label", dir: "auto" }, row.label)),
    ...figures,
    ...(row.step ? [svg("path", { class: "uw-chevron", d: `M${width - SIGN / 2 - 2} ${middle - 4}l4 4l-4 4`, ...UNSPOKEN })] : []),
  ];
}

function smallPrint({ percent, users }: Row, { heads }: Scene, y: number, { right }: Columns): SVGElement {
  const said = [percent, users && `${heads.users}: ${users}`].filter(Boolean).join("  ·  ");
  return svg("text", { class: "uw-figure uw-share", x: right.value, y, ...UNSPOKEN }, said);
}
