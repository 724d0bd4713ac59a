/** What the lines tell of one step, in words for the eye and for the ear. */

import { html, UNSPOKEN } from "../dom";
import type { Format } from "../format";
import type { Messages } from "../messages";
import type { Clock } from "./clock";
import type { Cursor } from "./cursor";
import type { Range } from "./model";
import type { Shown, ShownLine } from "./shown";
import { type TrackStep, valueAt } from "./track";

/** What is marked, and what brought the cursor here. */
export type How = Pick<Cursor, "marked" | "extreme">;

export class Readings {
  readonly #messages: Messages;
  readonly #format: Format;
  readonly #clock: Clock;

  constructor(messages: Messages, format: Format, clock: Clock) {
    this.#messages = messages;
    this.#format = format;
    this.#clock = clock;
  }

  /** "Mar 3, 2026, so far: Total $412.40; search $120.10", the current line first; before that what is marked, or that it is the largest. */
  spoken(shown: Shown, step: TrackStep, current: string, { marked, extreme }: How): string {
    const { text } = this.#messages;
    const lines = ranked(shown, step);
    const ordered = [...lines.filter(({ key }) => key === current), ...lines.filter(({ key }) => key !== current)];
    const items = ordered.map((line) => text("plot.item", { name: line.label, value: this.#value(shown, line, step) }));
    const all = [...items, ...this.#ranges(shown, step).map(({ name, value }) => `${name} ${value}`), ...this.#moments(shown, step)];
    const said = text("plot.reading", { time: this.#time(shown, step), items: all.join(text("plot.then")) });
    const first = marked ? this.#marked(shown, marked) : extreme && text(`plot.${extreme}`, { name: ordered[0]?.label ?? "" });
    return first ? `${first} ${said}` : said;
  }

  /** The same as rows: the largest on top, the current line in bold. */
  rows(shown: Shown, step: TrackStep, current: string, { marked }: How): Node[] {
    const row = (name: string, value: string, slot: string | number = "", isCurrent = false): HTMLElement =>
      html(
        "div",
        { class: isCurrent ? "uw-told uw-current" : "uw-told", "data-slot": slot === "" ? null : slot },
        html("span", { class: "uw-told-key", ...UNSPOKEN }, slot === 0 ? "\u2013" : String(slot)),
        html("span", { class: "uw-told-name", dir: "auto" }, name),
        html("span", { class: "uw-told-value" }, value),
      );
    const isAlone = shown.lines.length === 1;
    return [
      marked && html("span", {}, this.#marked(shown, marked)),
      html("strong", {}, this.#time(shown, step)),
      ...ranked(shown, step).map((line) => row(line.label, this.#value(shown, line, step), isAlone ? "" : line.slot, !isAlone && line.key === current)),
      ...this.#ranges(shown, step).map(({ name, value }) => row(name, value)),
      ...this.#moments(shown, step).map((label) => html("span", { class: "uw-told-moment", dir: "auto" }, label)),
    ].filter((row) => row !== null);
  }

  #marked({ grain }: Shown, range: Range): string {
    return this.#messages.text("plot.marked", { range: this.#clock.sayRange(range, grain) });
  }

  #time({ grain, partial }: Shown, { start, known }: TrackStep): string {
    const time = this.#clock.say(start, grain);
    const remark = known < 0 ? "forecast" : partial.has(known) && "so_far";
    return remark ? this.#messages.text("plot.remark", { time, remark: this.#messages.text(remark) }) : time;
  }

  /** Of a running step also what is expected of it. */
  #value({ unit }: Shown, line: ShownLine, step: TrackStep): string {
    const value = this.#format.value(valueAt(line, step), unit);
    const expected = step.known < 0 ? undefined : line.mean[step.ahead];
    return expected === undefined ? value : this.#messages.text("plot.expected", { value, expected: this.#format.value(expected, unit) });
  }

  #ranges({ outlook, unit }: Shown, { ahead }: TrackStep): { name: string; value: string }[] {
    const bands = (ahead >= 0 && outlook?.bands) || [];
    return bands.map(({ level, low, high }) => ({
      name: this.#messages.text("plot.level", { level }),
      value: this.#messages.text("plot.range", { low: this.#format.value(low[ahead] ?? null, unit), high: this.#format.value(high[ahead] ?? null, unit) }),
    }));
  }

  #moments({ moments }: Shown, { start, end }: TrackStep): string[] {
    return moments.filter(({ at }) => at >= start && at < end).map(({ label }) => label);
  }
}

/** The lines by what they tell of a step; those that tell nothing come last. */
function ranked({ lines }: Shown, step: TrackStep): ShownLine[] {
  const rank = (line: ShownLine): number => valueAt(line, step) ?? -Infinity;
  return lines.toSorted((one, other) => Number(rank(other) > rank(one)) - Number(rank(other) < rank(one)));
}
