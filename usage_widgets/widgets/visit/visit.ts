/** Keeps the address of a published page and its state the same; seen only when something in the address was ignored. */

import { button, html } from "../_kit/dom";
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
  const close = button("×", { class: "uw-button uw-icon" }, () => hide());
  const note = html("div", { class: "uw-visit-note", hidden: true }, words, close);
  const root = html("section", { class: "uw uw-visit", "data-usage-widget": "visit" }, html("div", { role: "status" }, note));
  const hide = (): void => {
    if (note.contains(document.activeElement)) document.querySelector("main")?.focus({ preventScroll: true });
    note.hidden = true;
  };
  const tell = (): void => {
    const strings = model.get("strings");
    const ignored = isPublished() ? model.get("ignored") : [];
    note.lang = strings["language"] ?? model.get("locale");
    close.setAttribute("aria-label", strings["close"] ?? "");
    words.replaceChildren(
      html("p", { class: "uw-visit-title", dir: "auto" }, strings["title"] ?? ""),
      html("ul", {}, ...ignored.map((sentence) => html("li", { dir: "auto" }, sentence))),
    );
    if (ignored.length) note.hidden = false;
    else hide();
  };
  const dress = (): void => {
    root.lang = model.get("locale");
    root.dataset["theme"] = model.get("theme");
    if (!isPublished() || !isBehind(model)) root.dataset["painted"] = "true";
  };
  note.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  keepKeys(root, signal);
  onChange({ model, signal }, ["ignored", "strings"], tell);
  onChange({ model, signal }, ["theme", "locale", "answered"], dress);
  tell();
  dress();
  el.replaceChildren(root);
}
