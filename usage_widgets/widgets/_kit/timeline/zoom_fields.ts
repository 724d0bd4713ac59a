/** The steps in sight as two dates, both of them in sight, and the way back to everything. */

import { button, freshId, html } from "../dom";
import type { Messages } from "../messages";
import type { Clock } from "./clock";
import type { Range } from "./model";
import { kept } from "./window";

export interface ZoomFields {
  element: HTMLElement;
  /** `seen` are the whole steps that the window shows. */
  show(window: Range, extent: Range, seen: Range): void;
}

export function createZoomFields(messages: Messages, clock: Clock, zoom: (window: Range) => void): ZoomFields {
  const trouble = html("p", { class: "uw-trouble", id: freshId(), role: "alert" });
  const input = (): HTMLInputElement => html("input", { class: "uw-date", type: "date", "aria-describedby": trouble.id });
  const [first, last] = [input(), input()];
  let extent: Range = [0, 0];
  let seen: Range = [0, 0];
  let typed: Range | null = null;

  const field = (key: string, control: HTMLInputElement): HTMLElement => html("label", { class: "uw-field" }, html("span", {}, messages.text(key)), control);
  const complain = (isWrong: boolean): void => {
    trouble.textContent = isWrong ? messages.text("zoom.backwards") : "";
    [first, last].forEach((control) => control.setAttribute("aria-invalid", String(isWrong)));
  };
  const take = (): void => {
    if (!first.validity.valid || !last.validity.valid || !first.value || !last.value) return; // still being typed
    complain(first.value > last.value);
    if (first.value > last.value) return;
    typed = [clock.startOf(first.value), clock.endOf(last.value)];
    zoom(typed);
  };
  const put = (control: HTMLInputElement, day: string): void => {
    const isTyped = control === document.activeElement && (typed || !control.value);
    if (control.value !== day && !isTyped) control.value = day;
  };
  const days = (range: Range): [string, string] => [clock.dayOf(range[0]), clock.dayOf(range[1] - 1)];
  const fill = (): void => {
    const [from, to] = days(seen);
    put(first, from);
    put(last, to);
  };
  const element = html(
    "div",
    { class: "uw-zoom-fields", role: "group", "aria-label": messages.text("zoom") },
    field("zoom.from", first), field("zoom.to", last),
    button(messages.text("zoom.whole"), { class: "uw-button" }, () => zoom(extent)),
    trouble,
  );
  element.addEventListener("change", take);
  element.addEventListener("focusout", () => setTimeout(fill)); // weeks may begin before the day that was typed

  return {
    element,
    show: (window, all, steps) => {
      [extent, seen] = [all, steps];
      if (typed && String(kept(typed, all)) !== String(window)) typed = null;
      const [min, max] = days(all);
      for (const control of [first, last]) Object.assign(control, { min, max });
      fill();
      complain(false);
      element.hidden = min === max;
    },
  };
}
