/** The filters of a page: its period, what is chosen in each dimension, and a chip for every filter there is. */

import { html } from "../_kit/dom";
import { createFormat } from "../_kit/format";
import { mount, type Frame } from "../_kit/frame";
import { onChange, type Model, type View } from "../_kit/model";
import { ChoiceField } from "./choice_field";
import { createChips } from "./chips";
import { createPeriodField } from "./period_field";
import { isEmpty, withChoice, withSteps, type Dimension, type FilterBarState } from "./state";

export default {
  render: (view: View<FilterBarState>) => mount("filter_bar", view, (frame, signal) => drawFilterBar(view.model, frame, signal)),
};

function drawFilterBar(model: Model<FilterBarState>, { root, controls, body, messages, status }: Frame, signal: AbortSignal): void {
  const set = <Name extends "period" | "choices">(name: Name, value: FilterBarState[Name]): void => {
    model.set(name, value);
    model.save_changes();
  };
  const period = createPeriodField(messages, {
    preset: (preset) => set("period", { preset }),
    dates: (dates) => model.send({ type: "dates", ...dates }),
    say: status.announce,
  });
  const format = createFormat(model.get("locale"), messages.text("unknown_value"));
  const fieldOf = (dimension: Dimension): ChoiceField => {
    const { name } = dimension;
    const actions = {
      choose: (value: string | number | null, isChosen: boolean) => set("choices", withChoice(model.get("choices"), name, value, isChosen)),
      clear: () => set("choices", withSteps(model.get("choices"), name, [])),
      search: (text: string) => model.send({ type: "search", dimension: name, text }),
    };
    return new ChoiceField(dimension, messages, format, actions, signal);
  };
  const fields = model.get("dimensions").map(fieldOf);
  const chips = createChips(messages, {
    remove: (index, text) => model.send({ type: "remove", index, text }),
    clear: () => model.send({ type: "clear" }),
    leave: period.focus,
  });
  const empty = html("p", { class: "uw-hint", dir: "auto" }, messages.text("empty"));
  controls.append(period.element, ...fields.map(({ element }) => element));
  body.append(chips.element, empty);

  const showPeriod = (): void => {
    period.show({ presets: model.get("presets"), period: model.get("period"), dates: model.get("dates") });
  };
  const showChoices = (): void => {
    const [options, found, choices] = [model.get("options"), model.get("found"), model.get("choices")];
    for (const field of fields) {
      const { name } = field.dimension;
      field.show({ offer: options[name], found, steps: choices[name] ?? [] });
    }
    empty.hidden = !isEmpty(options);
  };
  const showChips = (): void => chips.show(model.get("chips"), model.get("can_clear"));
  const say = (): void => {
    const filters = model.get("chips").join("; ") || messages.text("chips.none");
    status.announce(messages.text("said", { filters }));
  };
  onChange({ model, signal }, ["presets", "period", "dates"], showPeriod);
  onChange({ model, signal }, ["options", "found", "choices"], showChoices);
  onChange({ model, signal }, ["chips", "can_clear"], showChips);
  onChange({ model, signal }, ["chips"], say);
  onChange({ model, signal }, ["status"], () => status.show(model.get("status")));
  showPeriod();
  showChoices();
  showChips();
  status.show(model.get("status"));
  root.dataset["painted"] = "true";
}
