/** One of several, with its name before it. */

import { html } from "../dom";

export interface SelectField {
  element: HTMLElement;
  show(choices: { name: string; label: string }[], chosen: string): void;
}

export function createSelectField(label: string, choose: (name: string) => void): SelectField {
  const select = html("select", { class: "uw-select" });
  const element = html("label", { class: "uw-field" }, html("span", {}, label), select);
  let shown = "";
  select.addEventListener("change", () => choose(select.value));
  return {
    element,
    show: (choices, chosen) => {
      if (JSON.stringify(choices) !== shown) {
        shown = JSON.stringify(choices);
        select.replaceChildren(...choices.map(({ name, label }) => html("option", { value: name }, label)));
        element.hidden = choices.length < 2;
      }
      select.value = chosen;
    },
  };
}
