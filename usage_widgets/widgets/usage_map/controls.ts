/** What a person sets: the measure, the total or per user, and how colours are classed. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Model } from "../_kit/model";
import type { MapState } from "./state";

type Setter = <Name extends "measure" | "per_user" | "scale">(name: Name, value: MapState[Name]) => void;

export interface Controls {
  elements: HTMLElement[];
  show(model: Model<MapState>): void;
}

export function createControls({ text }: Messages, set: Setter): Controls {
  const select = html("select", { class: "uw-select" });
  select.addEventListener("change", () => set("measure", select.value));
  const field = html("label", { class: "uw-field" }, html("span", {}, text("measure")), select);
  const toggle = (name: string, buttons: HTMLButtonElement[]): HTMLElement =>
    html("div", { class: "uw-toggle", role: "group", "aria-label": name }, ...buttons);
  const option = (label: string, onClick: () => void): HTMLButtonElement => button(label, { class: "uw-button" }, onClick);
  const total = option(text("of.total"), () => set("per_user", false));
  const perUser = option(text("of.per_user"), () => set("per_user", true));
  const quantile = option(text("scale.quantile"), () => set("scale", "quantile"));
  const log = option(text("scale.log"), () => set("scale", "log"));

  return {
    elements: [field, toggle(text("of"), [total, perUser]), toggle(text("scale"), [quantile, log])],
    show: (model) => {
      const measures = model.get("measures");
      if (select.options.length !== measures.length) {
        select.replaceChildren(...measures.map(({ name, label }) => html("option", { value: name }, label)));
      }
      select.value = model.get("measure");
      total.ariaPressed = String(!model.get("per_user"));
      perUser.ariaPressed = String(model.get("per_user"));
      quantile.ariaPressed = String(model.get("scale") === "quantile");
      log.ariaPressed = String(model.get("scale") === "log");
    },
  };
}
