/** Every filter as a chip that can be taken away. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";

export interface Chips {
  element: HTMLElement;
  show(chips: string[], canClear: boolean): void;
}

interface Actions {
  remove(index: number, text: string): void;
  clear(): void;
  /** Takes focus when no chip is left to take it. */
  leave(): void;
}

export function createChips(messages: Messages, actions: Actions): Chips {
  const list = html("ul", { class: "uw-chips", "aria-label": messages.text("chips") });
  const none = html("p", { class: "uw-no-chips" }, messages.text("chips.none"));
  const clear = button(messages.text("chips.clear"), { class: "uw-quiet" }, () => {
    removed = 0;
    actions.clear();
  });
  const element = html("div", { class: "uw-chips-row" }, list, none, clear);
  const crosses = (): HTMLButtonElement[] => [...list.querySelectorAll("button")];
  let shown: string[] | null = null;
  let removed: number | null = null;

  const remove = (index: number, text: string): void => {
    removed = index;
    actions.remove(index, text);
  };
  /** Focus stays with its chip; where that is gone it goes to the next one, or the one before. */
  const focusAgain = (before: number, chips: string[], was: string[]): void => {
    const same = chips.indexOf(was[before] ?? "");
    const place = removed === null && same >= 0 ? same : Math.min(removed ?? before, chips.length - 1);
    const target = crosses()[place];
    if (target) target.focus();
    else actions.leave();
  };
  const show = (chips: string[], canClear: boolean): void => {
    const was = shown ?? [];
    const isSame = shown !== null && JSON.stringify(was) === JSON.stringify(chips);
    const focused = crosses().indexOf(document.activeElement as HTMLButtonElement);
    const hadFocus = focused >= 0 || document.activeElement === clear;
    clear.hidden = !canClear;
    if (isSame) return;
    shown = chips;
    list.replaceChildren(...chips.map((text, index) => chipOf(messages, text, () => remove(index, text))));
    list.hidden = !chips.length;
    none.hidden = chips.length > 0;
    if (hadFocus && (focused >= 0 || !canClear)) focusAgain(Math.max(focused, 0), chips, was);
    removed = null;
  };
  return { element, show };
}

function chipOf(messages: Messages, text: string, remove: () => void): HTMLElement {
  const cross = button("×", { class: "uw-chip-remove", "aria-label": messages.text("chips.remove", { filter: text }) }, remove);
  return html("li", { class: "uw-chip" }, html("span", { class: "uw-chip-text", dir: "auto", title: text }, text), cross);
}
