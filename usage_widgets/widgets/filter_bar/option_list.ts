/** The values of a dimension as checkboxes; arrow keys go from one to the next. */

import { html, OWN_KEYS } from "../_kit/dom";
import type { Format } from "../_kit/format";
import { nextIndex } from "../_kit/keyboard";
import type { Messages } from "../_kit/messages";
import type { Value } from "../_kit/model";
import { keyOf, type Option } from "./state";

interface Row {
  element: HTMLElement;
  box: HTMLInputElement;
  show(option: Option, isChosen: boolean): void;
}

export interface OptionList {
  element: HTMLElement;
  /** Draws the options in this order. */
  draw(options: Option[], chosen: Set<string>): void;
  /** Brings the rows that are there up to date, each where it is. */
  update(options: Option[], chosen: Set<string>): void;
  focus(): void;
  hasFocus(): boolean;
}

export function createOptionList(messages: Messages, format: Format, choose: (value: Value, isChosen: boolean) => void): OptionList {
  const element = html("ul", { class: "uw-options" });
  const boxes = (): HTMLInputElement[] => [...element.querySelectorAll("input")];
  let rows = new Map<string, Row>();

  element.addEventListener("keydown", (event) => {
    const all = boxes();
    const next = nextIndex(event.key, all.indexOf(event.target as HTMLInputElement), all.map(() => null));
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  });
  const update = (options: Option[], chosen: Set<string>): void => {
    for (const option of options) rows.get(keyOf(option.value))?.show(option, chosen.has(keyOf(option.value)));
  };
  const draw = (options: Option[], chosen: Set<string>): void => {
    rows = new Map(options.map(({ value }) => [keyOf(value), rowOf(messages, format, (isChosen) => choose(value, isChosen))]));
    element.replaceChildren(...[...rows.values()].map((row) => row.element));
    update(options, chosen);
  };
  return { element, draw, update, focus: () => boxes()[0]?.focus(), hasFocus: () => element.contains(document.activeElement) };
}

function rowOf(messages: Messages, format: Format, choose: (isChosen: boolean) => void): Row {
  const box = html("input", { type: "checkbox", ...OWN_KEYS });
  const name = html("bdi", { class: "uw-option-name" });
  const count = html("span", { class: "uw-option-count", "aria-hidden": "true" });
  const said = html("span", { class: "uw-sr" });
  const element = html("li", {}, html("label", { class: "uw-option" }, box, name, count, said));
  box.addEventListener("change", () => choose(box.checked));
  return {
    element,
    box,
    show: (option, isChosen) => {
      box.checked = isChosen;
      name.textContent = option.label;
      name.classList.toggle("uw-unknown", option.value === null);
      count.textContent = format.count(option.count);
      said.textContent = `, ${messages.text("choice.requests", { count: option.count })}`;
    },
  };
}
