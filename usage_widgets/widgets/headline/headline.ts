/** The few numbers everybody asks for first. */

import { html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { onChange, type BaseState, type Model, type View } from "../_kit/model";

interface Item {
  name: string;
  label: string;
  value: number | null;
  text: string;
}

interface HeadlineState extends BaseState {
  items: Item[];
  note: string;
}

export default {
  render: (view: View<HeadlineState>) => mount("headline", view, (frame, signal) => drawHeadline(view.model, frame, signal)),
};

function drawHeadline(model: Model<HeadlineState>, { root, body, messages, status }: Frame, signal: AbortSignal): void {
  const tiles = html("dl", { class: "uw-tiles" });
  const nothing = html("p", { class: "uw-empty-title", dir: "auto" }, messages.text("nothing"));
  const note = html("p", { class: "uw-context", dir: "auto" });
  body.append(tiles, note, nothing);

  const show = (): void => {
    const items = model.get("items");
    const stated = model.get("status");
    tiles.replaceChildren(...items.map(tile));
    tiles.hidden = !items.length;
    note.textContent = model.get("note");
    note.hidden = !note.textContent;
    nothing.hidden = items.length > 0 || stated.state !== "ready";
    status.show(stated);
    root.dataset["painted"] = "true";
  };
  onChange({ model, signal }, ["items", "note", "status"], show);
  show();
}

function tile({ name, label, value, text }: Item): HTMLElement {
  return html(
    "div",
    { class: "uw-tile", "data-name": name },
    html("dt", { dir: "auto" }, label),
    html("dd", { class: value === null ? "uw-tile-value uw-unknown" : "uw-tile-value" }, text),
  );
}
