/** What the colours stand for, with the edges of every class. */

import { html, svg, UNSPOKEN } from "../_kit/dom";
import type { Scene } from "./state";

const SWATCH = 14;

export interface Legend {
  element: HTMLElement;
  show(legend: Scene["legend"]): void;
}

export function createLegend(): Legend {
  const title = html("p", { class: "uw-shades-title", dir: "auto" });
  const list = html("ul", { class: "uw-shades" });
  const entry = (text: string, slot?: number): HTMLElement =>
    html("li", {}, svg("svg", { width: SWATCH, height: SWATCH, ...UNSPOKEN }, swatch(slot)), html("span", { dir: "auto" }, text));
  const swatch = (slot?: number): SVGElement =>
    svg("rect", { class: "uw-shade", "data-shade": slot, x: 0.5, y: 0.5, width: SWATCH - 1, height: SWATCH - 1, rx: 2 });
  return {
    element: html("div", { class: "uw-scale" }, title, list),
    show: (legend) => {
      title.textContent = legend.title;
      list.replaceChildren(...legend.classes.map(({ slot, text }) => entry(text, slot)), entry(legend.none));
    },
  };
}
