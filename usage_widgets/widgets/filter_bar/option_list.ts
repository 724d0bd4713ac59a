/** The values of a dimension as checkboxes; arrow keys go from one to the next. */

import { html } from "../_kit/dom";
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
  /** Draws the options in this order; focus stays with its value. */
  draw(options: Option[], chosen: Set<string>): void;
  /** Brings the rows up to date: each where it is while somebody is among them and they are still the same. */
  update(options: Option[], chosen: Set<string>): void;
  focus(): void;
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
  const fill = (options: Option[], chosen: Set<string>): void => {
    for (const option of options) rows.get(keyOf(option.value))?.show(option, chosen.has(keyOf(option.value)));
  };
  const focusedKey = (): string | undefined => [...rows].find(([, { box }]) => box === document.activeElement)?.[0];
  const focus = (): void => boxes()[0]?.focus();
  const draw = (options: Option[], chosen: Set<string>): void => {
    const focused = focusedKey();
    rows = new Map(options.map(({ value }) => [keyOf(value), rowOf(messages, format, (isChosen) => choose(value, isChosen))]));
    element.replaceChildren(...[...rows.values()].map((row) => row.element));
    fill(options, chosen);
    if (focused !== undefined) (rows.get(focused)?.box ?? boxes()[0])?.focus();
  };
  const update = (options: Option[], chosen: Set<string>): void => {
    const isSame = options.length === rows.size && options.every(({ value }) => rows.has(keyOf(value)));
    if (isSame && focusedKey() !== undefined) fill(options, chosen);
    else draw(options, chosen);
  };
  return { element, draw, update, focus };
}

function rowOf(messages: Messages, format: Format, choose: (isChosen: boolean) => void): Row {
  const box = html("input", { type: "checkbox" });
  const name = html("bdi", { class: "uw-option-name" });
  const count = html("span", { class: "uw-option-count", "aria-hidden": "true" });
  const element = html("li", {}, html("label", { class: "uw-option" }, box, name, count));
  box.addEventListener("change", () => choose(box.checked));
  return {
    element,
    box,
    show: (option, isChosen) => {
      box.checked = isChosen;
      name.textContent = option.label;
      name.classList.toggle("uw-unknown", option.value === null);
      count.textContent = format.count(option.count);
      box.setAttribute("aria-label", messages.text("choice.value", { name: option.label, requests: messages.text("choice.requests", { count: option.count }) }));
    },
  };
}
