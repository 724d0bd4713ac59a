/** What stands where the picture will be, or would be. */

import { button, html, UNSPOKEN } from "./dom";

const WIDTHS = [92, 71, 56, 40, 28, 17]; // percent: falling, as most distributions do

/** Grey bars while the first numbers are on their way. */
export function createSkeleton(): HTMLElement {
  const bars = WIDTHS.map((width) => html("span", { style: `width: ${width}%` }));
  return html("div", { class: "uw-skeleton", ...UNSPOKEN }, ...bars);
}

export interface Empty {
  element: HTMLElement;
  show(isEmpty: boolean, isTop: boolean): void;
  focus(): void;
}

export function createEmpty(words: { title: string; text: string; back: string }, toTop: () => void): Empty {
  const back = button(words.back, { class: "uw-button" }, toTop);
  const title = html("p", { class: "uw-empty-title", dir: "auto" }, words.title);
  const element = html("div", { class: "uw-empty", hidden: true }, title, html("p", { dir: "auto" }, words.text), back);
  return {
    element,
    show: (isEmpty, isTop) => {
      element.hidden = !isEmpty;
      back.hidden = isTop;
    },
    focus: () => back.focus(),
  };
}
