/** The address of the page and the state that Python holds. */

import { onChange, type Model } from "../_kit/model";
import { hasOwn, withOwn } from "./query";

export interface VisitState {
  link: string;
  keeps_address: boolean;
  names: string[];
  ignored: string[];
  answered: number;
  locale: string;
  theme: "auto" | "light" | "dark";
  strings: Record<string, string>;
}

const ONE_STEP = 300; // ms: changes that follow each other so fast are one step back
const MOST_LETTERS = 10_000; // Python takes fewer, and says so

/** Whether what the page shows is not yet what its viewer has asked for: the state of the link, in their language. */
export function isBehind(model: Model<VisitState>): boolean {
  const speaks = model.get("locale") === document.documentElement.lang;
  return !model.get("answered") && (!speaks || hasOwn(location.search, model.get("names")));
}

/** Tells Python whom it speaks to, where the address is kept by another. */
export function tellLanguage(model: Model<VisitState>): void {
  model.send({ type: "went", number: 1, search: "", language: document.documentElement.lang });
}

/** Tells Python where the page is, on arrival and on each step back or forward; writes what Python answers. */
export function keepAddress(model: Model<VisitState>, signal: AbortSignal): void {
  const page = document.documentElement;
  let asked = 0;
  let shown = "";
  let pending = 0;

  const tell = (): void => {
    clearTimeout(pending);
    shown = location.search;
    asked += 1;
    page.dataset["visit"] = "applying";
    model.send({ type: "went", number: asked, search: shown.slice(0, MOST_LETTERS), language: page.lang });
  };
  const write = (how: "pushState" | "replaceState"): void => {
    shown = withOwn(location.search, model.get("names"), model.get("link"));
    if (shown !== location.search) history[how](history.state, "", location.pathname + shown + location.hash);
  };
  const step = (): void => {
    clearTimeout(pending);
    if (model.get("answered") === asked) pending = window.setTimeout(() => write("pushState"), ONE_STEP);
  };
  const settle = (): void => {
    if (model.get("answered") !== asked) return;
    clearTimeout(pending);
    write("replaceState");
    page.dataset["visit"] = "settled";
  };

  onChange({ model, signal }, ["link"], step);
  onChange({ model, signal }, ["answered"], settle);
  addEventListener("popstate", () => location.search !== shown && tell(), { signal });
  addEventListener("pagehide", () => clearTimeout(pending), { signal });
  tell();
}
