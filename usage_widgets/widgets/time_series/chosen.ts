/** The brushed range in words, and how to let go of it. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";

export interface Chosen {
  element: HTMLElement;
  /** Says another one; nothing hides it. */
  show(range: string): void;
}

export function createChosen(messages: Messages, announce: (text: string) => void, clear: () => void): Chosen {
  const text = html("span", { dir: "auto" });
  const element = html("p", { class: "uw-chosen-period", hidden: true }, text, button(messages.text("chosen.clear"), { class: "uw-quiet" }, clear));
  return {
    element,
    show: (range) => {
      const said = range && messages.text("chosen", { range });
      if (said !== text.textContent) announce(said || messages.text("chosen.none"));
      element.hidden = !range;
      text.textContent = said;
    },
  };
}
