/** The lines by name: each can be hidden, and opened or chosen. */

import { button, html, UNSPOKEN } from "../dom";
import type { Messages } from "../messages";

export interface Entry {
  key: string;
  label: string;
  /** As in the plot: its colour and its number. */
  slot: number;
  isHidden: boolean;
  /** What a click on its name does. */
  does: "opens" | "chooses";
  isChosen: boolean;
}

export interface Legend {
  element: HTMLElement;
  show(entries: Entry[]): void;
}

export function createLegend(messages: Messages, actions: { toggle(key: string): void; open(key: string): void }): Legend {
  const element = html("ul", { class: "uw-legend", "aria-label": messages.text("legend") });
  let shown = "";

  const item = ({ key, label, slot, isHidden, does, isChosen }: Entry): HTMLElement => {
    const swatch = html("span", { class: "uw-legend-key", "data-slot": slot, ...UNSPOKEN }, slot ? String(slot) : "–");
    const toggle = button("", { class: "uw-toggle-line", "data-key": `toggle ${key}`, "aria-pressed": String(!isHidden), "aria-label": messages.text("legend.show", { name: label }) }, () => actions.toggle(key));
    toggle.append(swatch);
    const pressed = does === "chooses" && String(isChosen);
    const name = button(label, { class: "uw-line-name", dir: "auto", title: label, "data-key": `open ${key}`, "aria-pressed": pressed }, () => actions.open(key));
    return html("li", { class: isHidden && "uw-is-hidden" }, toggle, name);
  };
  return {
    element,
    show: (entries) => {
      if (JSON.stringify(entries) === shown) return;
      shown = JSON.stringify(entries);
      const focused = element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
      element.replaceChildren(...entries.map(item));
      element.hidden = !entries.length;
      if (!focused) return;
      const same = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`);
      (same ?? element.querySelector("button"))?.focus();
    },
  };
}
