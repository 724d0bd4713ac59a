/** A figure as a tile: its value, its change, a small line of both periods, and the sentence that says it all. */

import { html, svg, UNSPOKEN, type Child } from "../_kit/dom";
import type { Change, Tile } from "./state";

export function tileOf(tile: Tile, isOpen: boolean): HTMLElement {
  const line = (kind: string, ...children: Child[]): HTMLElement => html("span", { class: `uw-ct-${kind}`, dir: "auto" }, ...children);
  return html(
    "div",
    { class: "uw-ct", role: "option", "data-name": tile.name, "aria-selected": String(isOpen), "aria-label": `${tile.label}: ${tile.sentence}` },
    line("label", tile.label),
    html("span", { class: "uw-ct-value", "data-known": String(tile.known) }, tile.value, tile.of && html("span", { class: "uw-ct-of", dir: "auto" }, tile.of)),
    changeOf(tile, "uw-ct-change"),
    line("lines", linesOf(tile.lines)),
    line("other", tile.other),
    line("sentence", tile.sentence),
  );
}

export function changeOf({ sign, word, change, tone }: Change, looks: string): HTMLElement {
  const badge = html("span", { class: "uw-badge", "data-tone": tone }, html("span", UNSPOKEN, sign), ` ${word}`);
  return html("span", { class: looks }, badge, change && " ", change && html("span", { class: "uw-by", dir: "auto" }, change));
}

function linesOf({ current, previous }: Tile["lines"]): SVGElement {
  return svg(
    "svg",
    { class: "uw-spark", viewBox: "0 0 100 32", preserveAspectRatio: "none", ...UNSPOKEN },
    svg("path", { class: "uw-spark-previous", d: previous }),
    svg("path", { class: "uw-spark-current", d: current }),
  );
}
