/** What a person sets: the measure, and bars or a pie. */

import { button, html, OWN_KEYS } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Kind, Measure } from "./cube";

const KINDS: Kind[] = ["bar", "pie"];

export interface Controls {
  elements: HTMLElement[];
  show(state: { measures: Measure[]; measure: string; kind: Kind }): void;
}

export function createControls(messages: Messages, choose: { measure(name: string): void; kind(kind: Kind): void }): Controls {
  const select = html("select", { class: "uw-select", ...OWN_KEYS });
  select.addEventListener("change", () => choose.measure(select.value));
  const field = html("label", { class: "uw-field" }, html("span", {}, messages.text("measure")), select);
  const buttons = KINDS.map((kind) => button(messages.text(`kind.${kind}`), { class: "uw-button" }, () => choose.kind(kind)));
  const group = html("div", { class: "uw-toggle", role: "group", "aria-label": messages.text("kind") }, ...buttons);

  return {
    elements: [field, group],
    show: ({ measures, measure, kind }) => {
      if (select.options.length !== measures.length) {
        select.replaceChildren(...measures.map(({ name, label }) => html("option", { value: name }, label)));
      }
      select.value = measure;
      field.hidden = measures.length < 2;
      buttons.forEach((element, at) => element.setAttribute("aria-pressed", String(KINDS[at] === kind)));
    },
  };
}
