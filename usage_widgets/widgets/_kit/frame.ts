/** What every widget stands in: a named section in the page's theme and language, with a title and a status. */

import { directionOf } from "./direction";
import { freshId, html } from "./dom";
import { keepKeys } from "./keyboard";
import { createMessages, type Messages } from "./messages";
import { onChange, type BaseState, type Model, type View } from "./model";
import { createStatus, type StatusBoard } from "./status";

export interface Frame {
  root: HTMLElement;
  title: HTMLElement;
  controls: HTMLElement;
  body: HTMLElement;
  messages: Messages;
  status: StatusBoard;
}

/** Draws the widget into `el`, and afresh whenever its language changes. */
export function mount<State extends BaseState>(kind: string, view: View<State>, draw: (frame: Frame, signal: AbortSignal) => void): void {
  let inner = new AbortController();
  const start = (): void => {
    inner.abort();
    inner = new AbortController();
    const frame = createFrame(kind, view.model as unknown as Model<BaseState>, inner.signal);
    view.el.replaceChildren(frame.root);
    draw(frame, inner.signal);
  };
  view.signal.addEventListener("abort", () => inner.abort());
  onChange(view, ["locale", "strings"], start);
  start();
  tellLanguage(view.model);
}

/** A published page is in its viewer's language before Python knows of it. */
function tellLanguage<State extends BaseState>(model: Model<State>): void {
  const language = document.documentElement.lang;
  if (document.body.matches(".usage-page") && language !== model.get("locale")) model.send({ type: "language", language });
}

function createFrame(kind: string, model: Model<BaseState>, signal: AbortSignal): Frame {
  const locale = model.get("locale");
  const messages = createMessages(model.get("strings"), locale);
  const status = createStatus(messages, () => model.send({ type: "retry" }));
  const title = html("h2", { class: "uw-title", id: freshId(), dir: "auto" });
  const context = html("p", { class: "uw-context", dir: "auto" });
  const controls = html("div", { class: "uw-controls" });
  const body = html("div", { class: "uw-body" });
  const head = html("header", { class: "uw-head" }, html("div", { class: "uw-heading" }, title, context), controls);
  const root = html(
    "section",
    { class: `uw uw-${kind.replace("_", "-")}`, "data-usage-widget": kind, "aria-labelledby": title.id, lang: locale, dir: directionOf(locale), tabindex: -1 },
    head, status.note, body, status.region,
  );
  for (const part of [head, status.note, body, status.region]) part.lang = messages.language;
  const dress = (): void => {
    root.dataset["theme"] = model.get("theme");
    title.textContent = model.get("title");
    context.textContent = model.get("context");
    context.hidden = !model.get("context");
  };
  onChange({ model, signal }, ["title", "context", "theme"], dress);
  keepKeys(root, signal);
  dress();
  return { root, title, controls, body, messages, status };
}
