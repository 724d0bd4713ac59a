/** The members of a cohort, most active first. */

import { html } from "../_kit/dom";
import type { Place } from "./content";

export interface Members {
  element: HTMLElement;
  show(place: Place): void;
  focus(): void;
}

export function createMembers(): Members {
  const scroller = html("div", { class: "uw-table-scroll", role: "region", tabindex: 0 });
  return {
    element: scroller,
    show: ({ caption, columns, rows }) => {
      scroller.setAttribute("aria-label", caption);
      const head = columns.map((label, at) => html("th", { scope: "col", class: at > 0 && "uw-number" }, label));
      const lines = rows.map(({ texts, numbers }) => {
        const cells = texts.slice(1).map((text, at) => html("td", { class: numbers[at] === null ? "uw-number uw-unknown" : "uw-number" }, text));
        return html("tr", {}, html("th", { scope: "row", dir: "auto" }, texts[0]), ...cells);
      });
      const table = [html("thead", {}, html("tr", {}, ...head)), html("tbody", {}, ...lines.slice(0, -1)), html("tfoot", {}, ...lines.slice(-1))];
      scroller.replaceChildren(html("table", {}, html("caption", { class: "uw-sr" }, caption), ...table));
    },
    focus: () => scroller.focus(),
  };
}
