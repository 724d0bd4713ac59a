/** The period: one of the presets, or two native dates. What cannot be used is said beside them and changes nothing. */

import { freshId, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import { problemOf, type Dates, type Period } from "./state";

const LIMITS = { min: "1970-01-01", max: "2999-12-30" };
const OWN = "own";

export interface PeriodField {
  element: HTMLElement;
  show(state: { presets: string[]; period: Period; dates: Dates }): void;
  focus(): void;
}

export function createPeriodField(
  messages: Messages,
  choose: { preset(name: string): void; dates(dates: Dates): void; say(text: string): void },
): PeriodField {
  const select = html("select", { class: "uw-select" });
  select.addEventListener("change", () => choose.preset(select.value));
  const dates = createDates(messages, choose);
  const preset = html("label", { class: "uw-field" }, html("span", {}, messages.text("period")), select);
  const element = html("div", { class: "uw-period", role: "group", "aria-label": messages.text("period") }, preset, dates.element);

  return {
    element,
    focus: () => select.focus(),
    show: ({ presets, period, dates: days }) => {
      const name = "preset" in period ? period.preset : OWN;
      const names = name === OWN ? [...presets, OWN] : presets;
      select.replaceChildren(...names.map((one) => html("option", { value: one }, messages.text(`preset.${one}`))));
      select.value = name;
      dates.show(days);
    },
  };
}

function createDates(messages: Messages, choose: { dates(dates: Dates): void; say(text: string): void }) {
  const trouble = html("p", { class: "uw-trouble", id: freshId(), hidden: true });
  const input = () => html("input", { class: "uw-date", type: "date", "aria-describedby": trouble.id, ...LIMITS });
  const inputs = { first: input(), last: input() };
  let shown: Dates = { first: "", last: "" };

  const given = (): Dates => ({ first: inputs.first.value, last: inputs.last.value });
  const isShown = (): boolean => inputs.first.value === shown.first && inputs.last.value === shown.last;
  const problem = () => problemOf(given(), inputs.first.validity.valid && inputs.last.validity.valid);
  const complain = (key: string | null): void => {
    const said = key ? messages.text(`dates.${key}`) : "";
    if (said && said !== trouble.textContent) choose.say(said);
    trouble.textContent = said;
    trouble.hidden = !said;
    Object.values(inputs).forEach((one) => one.setAttribute("aria-invalid", String(Boolean(said))));
  };
  const put = (days: Dates): void => {
    shown = days;
    [inputs.first.value, inputs.last.value] = [days.first, days.last];
    complain(null);
  };
  /** While a date is being typed it is incomplete; that is said once the field is left. */
  const take = (isDone: boolean): void => {
    const found = problem();
    if (found === "incomplete" && !isDone) return;
    complain(found);
    if (!found && !isShown()) choose.dates(given());
  };
  const element = html("div", { class: "uw-dates" }, field(messages.text("dates.first"), inputs.first), field(messages.text("dates.last"), inputs.last), trouble);
  element.addEventListener("change", () => take(false));
  element.addEventListener("focusout", () => (shown.first || !isShown()) && take(true));
  element.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") take(true);
    if (key === "Escape") put(shown);
  });
  return {
    element,
    show: (days: Dates) => (days.first !== shown.first || days.last !== shown.last) && put(days),
  };
}

function field(label: string, input: HTMLInputElement): HTMLElement {
  return html("label", { class: "uw-field" }, html("span", {}, label), input);
}
