/** What a person sets: the measure, and bars or a pie. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Model } from "../_kit/model";
import type { ChartState, Kind } from "./cube";

export interface Controls {
  elements: HTMLElement[];
  show(model: Model<ChartState>): void;
}

const KINDS: Kind[] = ["bar", "pie"];

export function createControls(messages: Messages, set: <Name extends "measure" | "kind">(name: Name, value: ChartState[Name]) => void): Controls {
  const select = html("select", { class: "uw-select" });
  select.addEventListener("change", () => set("measure", select.value));
  const field = html("label", { class: "uw-field" }, html("span", {}, messages.text("measure")), select);
  const buttons = KINDS.map((kind) => button(messages.text(`kind.${kind}`), { class: "uw-button" }, () => set("kind", kind)));
  const group = html("div", { class: "uw-toggle", role: "group", "aria-label": messages.text("kind") }, ...buttons);

  return {
    elements: [field, group],
    show: (model) => {
      const measures = model.get("measures");
      if (select.options.length !== measures.length) {
        select.replaceChildren(...measures.map(({ name, label }) => html("option", { value: name }, label)));
      }
      select.value = model.get("measure");
      field.hidden = measures.length < 2;
      buttons.forEach((element, at) => {
        element.ariaPressed = String(KINDS[at] === model.get("kind"));
      });
    },
  };
}
