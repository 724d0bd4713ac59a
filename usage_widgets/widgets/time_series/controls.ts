/** What a person sets: the measure, the grain, and what a drag does. */

import { button, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Model } from "../_kit/model";
import { GRAINS } from "../_kit/timeline/grain";
import type { Grain } from "../_kit/timeline/model";
import { createSelectField } from "../_kit/timeline/select_field";
import type { Shown } from "../_kit/timeline/shown";
import type { TimeSeriesState } from "./state";

export type Drag = Shown["drag"];
const DRAGS: Drag[] = ["select", "move"];

export interface Controls {
  elements: HTMLElement[];
  show(model: Model<TimeSeriesState>, drag: Drag): void;
}

export function createControls(messages: Messages, actions: { measure(name: string): void; every(grain: Grain): void; drag(drag: Drag): void }): Controls {
  const { text } = messages;
  const measure = createSelectField(text("measure"), actions.measure);
  const every = createSelectField(text("every"), (name) => actions.every(name as Grain));
  const grains = GRAINS.map((name) => ({ name, label: text(`every.${name}`) }));
  const drags = DRAGS.map((drag) => button(text(`drag.${drag}`), { class: "uw-button" }, () => actions.drag(drag)));
  const toggle = html("div", { class: "uw-toggle", role: "group", "aria-label": text("drag") }, ...drags);

  return {
    elements: [measure.element, every.element, toggle],
    show: (model, drag) => {
      measure.show(model.get("measures"), model.get("measure"));
      every.show(grains, model.get("every"));
      drags.forEach((element, at) => {
        element.ariaPressed = String(DRAGS[at] === drag);
      });
    },
  };
}
