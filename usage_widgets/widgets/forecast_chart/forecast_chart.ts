/** What will be: the past and what is expected on one axis of time, and beside it how far to trust that. */

import { html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import type { View } from "../_kit/model";
import { hintKey } from "../_kit/timeline/keys";
import { createSelectField } from "../_kit/timeline/select_field";
import { Timeline } from "../_kit/timeline/timeline";
import type { ForecastState } from "./state";
import { createStory } from "./story";

export default {
  render: (view: View<ForecastState>) => mount("forecast_chart", view, (frame, signal) => drawForecast(view, frame, signal)),
};

function drawForecast({ model }: View<ForecastState>, frame: Frame, signal: AbortSignal): void {
  const { messages, controls } = frame;
  const set = (name: "measure" | "method", value: string): void => {
    model.set(name, value);
    model.save_changes();
  };
  const measure = createSelectField(messages.text("measure"), (name) => set("measure", name));
  const method = createSelectField(messages.text("method"), (name) => set("method", name));
  const story = createStory(messages);
  const hint = html("p", { class: "uw-hint", dir: "auto" }, messages.text(hintKey("forecast")));
  const timeline: Timeline = new Timeline(
    model,
    frame,
    {
      lacks: ["keys.line", "keys.select", "keys.open_line", "keys.up", "keys.unchoose"],
      traits: ["method", "methods", "story"],
      name: ({ label }) => messages.text("picture.forecast", { measure: label }),
      hidden: () => [],
      chosen: () => null,
      drag: () => "move",
      choose: (range) => range && timeline.zoom(range),
      openLine: () => undefined,
      openTime: (at) => timeline.zoomInto(at),
      up: () => timeline.zoomOut(),
      take: () => story.show(model.get("story")),
      refresh: () => {
        measure.show(model.get("measures"), model.get("measure"));
        method.show(model.get("methods"), model.get("method"));
        hint.hidden = timeline.picture.hidden;
      },
    },
    signal,
  );
  const { said, inView, picture, empty, table, help } = timeline;
  const drawn = html("div", { class: "uw-drawn" }, inView, picture, empty.element, hint);
  controls.append(measure.element, method.element, help.opener);
  timeline.start([said, html("div", { class: "uw-beside" }, drawn, story.element, story.note, story.compared), table.element], signal);
}
