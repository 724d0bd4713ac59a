/** Local time: where days, weeks and months begin, and instants as a person reads them. Local instants are read as if they were UTC. */

import { utcDay, utcHour, utcMonday, utcMonth, type CountableTimeInterval } from "d3-time";
import type { Messages } from "../messages";
import type { Grain, Range, TimelineState } from "./model";

export const INTERVALS: Record<Grain, CountableTimeInterval> = { hour: utcHour, day: utcDay, week: utcMonday, month: utcMonth };

const DAY = 86_400_000;
const DATE = { day: "numeric", month: "short", year: "numeric" } as const;
const MONTH = { month: "long", year: "numeric" } as const;
const TIME = { timeStyle: "short" } as const;
const MOMENTS = { ...TIME, dateStyle: "medium" } as const;

export class Clock {
  readonly #offsets: () => TimelineState["offsets"];
  readonly #messages: Messages;
  readonly #locale: string;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  constructor(offsets: () => TimelineState["offsets"], messages: Messages, locale: string) {
    this.#offsets = offsets;
    this.#messages = messages;
    this.#locale = locale;
  }

  toLocal(at: number): number {
    return at + this.#ahead(at);
  }

  /** The first of two where the hour is repeated; where it is left out, as if the clock had not been put forward yet. */
  toUtc(local: number): number {
    const [first] = this.#instants(local);
    return first ?? local - this.#ahead(local - DAY);
  }

  /** Where the middle of the local step is that begins at a local instant. */
  middleOf(local: number, grain: Grain): number {
    return (this.toUtc(local) + this.toUtc(+INTERVALS[grain].offset(new Date(local), 1))) / 2;
  }

  /** The local day of an instant, as a date field has it: "2026-03-05". */
  dayOf(at: number): string {
    return iso(this.toLocal(at)).slice(0, 10);
  }

  /** When a day such as "2026-03-05" begins. */
  startOf(day: string): number {
    return this.toUtc(Date.parse(day));
  }

  endOf(day: string): number {
    return this.toUtc(+utcDay.offset(new Date(day), 1));
  }

  /** One step for machines: "2026-03-05", or "2026-03-05T14:00+01:00". */
  stamp(at: number, grain: Grain): string {
    return grain === "hour" ? iso(this.toLocal(at)).slice(0, 16) + this.#zone(at) : this.dayOf(at);
  }

  /** One step in words: "Mar 3, 2026", "Week of Mar 2, 2026", "March 2026". Of a repeated hour also which of the two. */
  say(at: number, grain: Grain): string {
    const local = this.toLocal(at);
    if (grain === "month") return this.worded(local, MONTH);
    if (grain === "week") return this.#messages.text("time.week", { date: this.worded(local, DATE) });
    const day = this.worded(local, DATE);
    if (grain === "day") return day;
    const which = this.#instants(local).length > 1 ? ` (UTC${this.#zone(at)})` : "";
    return `${day}, ${this.worded(local, TIME)}${which}`;
  }

  /** What lies between two instants, by its days or months: "Mar 3 – 17, 2026". With times of day where steps are hours and days are not whole. */
  sayRange([start, end]: Range, grain: Grain): string {
    const [first, last] = [this.toLocal(start), this.toLocal(end)];
    const isWhole = grain !== "hour" || (first % DAY === 0 && last % DAY === 0);
    if (!isWhole) return this.#format(MOMENTS).formatRange(first, last);
    return this.#format(grain === "month" ? MONTH : DATE).formatRange(first, last - 1);
  }

  /** A local instant by the locale's rules. */
  worded(local: number, options: Intl.DateTimeFormatOptions): string {
    return this.#format(options).format(local);
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const format = this.#formats.get(key) ?? new Intl.DateTimeFormat(this.#locale, { ...options, timeZone: "UTC" });
    this.#formats.set(key, format);
    return format;
  }

  #ahead(at: number): number {
    const offsets = this.#offsets();
    return (offsets.findLast(([from]) => from <= at) ?? offsets[0])?.[1] ?? 0;
  }

  /** All instants at which local clocks show this, in order. */
  #instants(local: number): number[] {
    const possible = new Set(this.#offsets().map(([, ahead]) => local - ahead));
    return [...possible].filter((at) => this.toLocal(at) === local).sort((one, other) => one - other);
  }

  #zone(at: number): string {
    const ahead = this.#ahead(at);
    return (ahead < 0 ? "-" : "+") + iso(Math.abs(ahead)).slice(11, 16);
  }
}

function iso(local: number): string {
  return new Date(local).toISOString();
}
