/** Keeps the address of a published page and its state the same; seen only when something in the address was ignored. */

import { OWN_KEYS, button, html } from "../_kit/dom";
import { keepKeys } from "../_kit/keyboard";
import { onChange, type View } from "../_kit/model";
import { isBehind, keepAddress, tellLanguage, type VisitState } from "./keeping";

export default {
  initialize({ model, signal }: Omit<View<VisitState>, "el">): void {
    if (!isPublished()) return;
    if (model.get("keeps_address")) keepAddress(model, signal);
    else tellLanguage(model);
  },
  render: draw,
};

/** Elsewhere, as in JupyterLab, the address belongs to somebody else. */
function isPublished(): boolean {
  return document.body.matches(".usage-page, [data-voila]");
}

function draw({ model, el, signal }: View<VisitState>): void {
  const words = html("div", { class: "uw-visit-words" });
  const close = button("×", { class: "uw-button uw-icon" }, () => (note.hidden = true));
  const note = html("div", { class: "uw-visit-note", hidden: true }, words, close);
  const region = html("div", { role: "status" });
  const root = html("section", { class: "uw uw-visit", "data-usage-widget": "visit", ...OWN_KEYS }, region);
  const show = (): void => {
    const strings = model.get("strings");
    const ignored = isPublished() ? model.get("ignored") : [];
    root.lang = model.get("locale");
    root.dataset["theme"] = model.get("theme");
    close.setAttribute("aria-label", strings["close"] ?? "");
    note.hidden = !ignored.length;
    words.replaceChildren(
      html("p", { class: "uw-visit-title" }, strings["title"] ?? ""),
      html("ul", {}, ...ignored.map((sentence) => html("li", { dir: "auto" }, sentence))),
    );
    region.replaceChildren(note);
    if (!isPublished() || !isBehind(model)) root.dataset["painted"] = "true";
  };
  note.addEventListener("keydown", (event) => event.key === "Escape" && (note.hidden = true));
  keepKeys(root, signal);
  onChange({ model, signal }, ["ignored", "strings", "theme", "locale", "answered"], show);
  show();
  el.replaceChildren(root);
}
