/** The brushed range in words, and how to let go of it. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";

export interface Chosen {
  element: HTMLElement;
  /** Nothing hides it. */
  show(range: string): void;
}

export function createChosen(messages: Messages, clear: () => void): Chosen {
  const text = html("span", { dir: "auto" });
  const element = html("p", { class: "uw-chosen-period", hidden: true }, text, button(messages.text("chosen.clear"), { class: "uw-quiet" }, clear));
  return {
    element,
    show: (range) => {
      element.hidden = !range;
      text.textContent = range && messages.text("chosen", { range });
    },
  };
}
