/** One quiet line: whether the page is live, what its data are and up to when; buttons that pause and refresh. */

import { button, html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { onChange, type BaseState, type Model, type View } from "../_kit/model";
import { asOfText, type AsOf } from "./as_of";
import { Ticker, type Page } from "./ticker";

interface LiveBarState extends BaseState {
  source: string;
  as_of: AsOf;
  live: boolean;
  every: number;
  paused: boolean;
}

const MINUTE_MS = 60_000;
const PAGE: Page = {
  isVisible: () => document.visibilityState === "visible",
  onVisibility: (callback, signal) => document.addEventListener("visibilitychange", callback, { signal }),
};

/** A function, so that each bar has one ticker however many views it has. */
export default () => {
  let ticker: Ticker | undefined;
  return {
    render: (view: View<LiveBarState>): void => {
      const { model, signal } = view;
      ticker ??= new Ticker(() => model.get("live") && model.send({ type: "tick" }), () => model.get("every") * 1000, PAGE);
      const driver = ticker;
      driver.run(!model.get("paused"));
      driver.join(signal);
      mount("live_bar", view, (frame, inner) => drawBar(model, frame, driver, inner));
    },
  };
};

function drawBar(model: Model<LiveBarState>, { root, title, controls, messages, status }: Frame, ticker: Ticker, signal: AbortSignal): void {
  const state = html("span", { class: "uw-live-state" });
  const source = html("bdi", {});
  const asOf = html("span", {});
  const trouble = html("p", { class: "uw-live-trouble", dir: "auto", hidden: true });
  title.after(html("p", { class: "uw-live-line", dir: "auto" }, state, source, asOf), trouble);

  const say = (key: string): void => status.announce(messages.text(key, { as_of: asOf.textContent ?? "" }));
  const pause = choices([messages.text("pause"), messages.text("resume")], () => {
    model.set("paused", !model.get("paused"));
    model.save_changes();
    say(model.get("paused") ? "said.paused" : "said.resumed");
  });
  const refresh = choices([messages.text("refresh"), messages.text("refreshing")], () => {
    ticker.postpone();
    model.send({ type: "refresh" });
  });
  controls.append(pause.element, refresh.element);

  const show = (): void => {
    const [live, paused, stated] = [model.get("live"), model.get("paused"), model.get("status")];
    root.dataset["state"] = !live ? "fixed" : paused ? "paused" : "live";
    state.textContent = messages.text(paused ? "paused" : "live");
    state.hidden = controls.hidden = !live;
    source.textContent = model.get("source");
    asOf.textContent = asOfText(model.get("as_of"), Date.now(), messages);
    pause.show(Number(paused));
    refresh.show(Number(stated.state === "loading"));
    ticker.run(!paused);
    root.dataset["painted"] = "true";
  };
  const showTrouble = (): void => {
    const { state: now, message } = model.get("status");
    if (now === "loading") return; // what went wrong stands until it has gone well
    const wrong = now === "error" ? message : "";
    if (wrong && wrong !== trouble.textContent) status.announce(wrong);
    trouble.textContent = wrong;
    trouble.hidden = !wrong;
  };
  onChange({ model, signal }, ["source", "as_of", "live", "paused", "status"], show);
  onChange({ model, signal }, ["status"], showTrouble);
  const answered = (): void => say("said.refreshed");
  model.on("msg:custom", answered);
  const clock = setInterval(show, MINUTE_MS); // the day may end meanwhile
  signal.addEventListener("abort", () => {
    clearInterval(clock);
    model.off("msg:custom", answered);
  });
  show();
  showTrouble();
}

/** A button with two labels, as wide as the longer one. */
function choices(labels: string[], onClick: () => void): { element: HTMLElement; show(at: number): void } {
  const spans = labels.map((label) => html("span", {}, label));
  const element = button("", { class: "uw-button uw-choices" }, onClick);
  element.append(...spans);
  return { element, show: (shown) => spans.forEach((span, at) => span.classList.toggle("uw-away", at !== shown)) };
}
