/** The cursor: which step and which line a person is at, led by keys or by the pointer, told as a slider. */

import { html, svg } from "../dom";
import { isChord, nextIndex } from "../keyboard";
import type { Range } from "./model";
import { type Plane, px } from "./plane";
import type { PlotActions, Shown, ShownLine } from "./shown";
import { inSight, middleOf, placeAt, snapped, type Track, type TrackStep, valueAt } from "./track";
import { revealing, zoomed } from "./window";

/** Another window within what there is, not below a length. */
export type Zoom = (window: Range, extent: Range, least: number) => Range;

/** What of its line in sight a step is, where the cursor was sent to just that. */
export type Extreme = "smallest" | "largest";

export interface CursorActions extends Omit<PlotActions, "zoom" | "painted"> {
  zoom(change: Zoom): void;
  /** Step, line or marked range are others now. */
  moved(): void;
}

const WIDTH = 12; // px, of what wears the focus ring
const DOT = 3.5;
const IN = 0.5;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
const EXTREMES: Record<string, Extreme> = { "[": "smallest", "]": "largest" };
const PLACES = ["Home", "End", ...Object.keys(EXTREMES)];
const LINES: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const ZOOMS: Record<string, number> = { "+": IN, "=": IN, "-": 1 / IN, "0": Infinity };

export class Cursor {
  readonly element = html("div", { class: "uw-slider", role: "slider", tabindex: 0, "aria-orientation": "horizontal" });
  /** A range that is being marked, before it is chosen. */
  marked: Range | null = null;
  extreme: Extreme | null = null;
  /** The instant from which one marks, also in several goes: until the cursor goes elsewhere or nothing is chosen any more. */
  #anchor: number | null = null;
  #shown: Shown | null = null;
  #track: Track = [];
  #place = 0;
  /** The middle of its step, which finds it again among other steps. */
  #at = Infinity;
  #key = "";
  readonly #actions: CursorActions;

  constructor(actions: CursorActions, signal: AbortSignal) {
    this.#actions = actions;
    this.element.addEventListener("keydown", (event) => this.#press(event), { signal });
    this.element.addEventListener("keyup", (event) => event.key === "Shift" && this.choose(), { signal });
    this.element.addEventListener("focus", () => actions.moved(), { signal });
    this.element.addEventListener("blur", () => this.drop(), { signal });
  }

  get step(): TrackStep | null {
    return this.#track[this.#place] ?? null;
  }

  get line(): ShownLine | null {
    const lines = this.#shown?.lines ?? [];
    return lines.find(({ key }) => key === this.#key) ?? lines[0] ?? null;
  }

  /** Stays at its time, or as near to it as is in sight; the first time at the last whole step. */
  show(shown: Shown, track: Track): void {
    if (this.#shown?.chosen && !shown.chosen) this.#anchor = null;
    this.extreme = null;
    this.#shown = shown;
    this.#track = track;
    const [first, last] = inSight(track, shown.window);
    const place = this.#at === Infinity ? track.findLastIndex(({ known }) => known >= 0 && !shown.partial.has(known)) : placeAt(track, this.#at);
    this.#place = first > last ? place : Math.max(first, Math.min(last, place));
    this.element.ariaLabel = shown.name;
    this.element.hidden = !this.step || !shown.lines.length;
  }

  /** Where the pointer is; `key` is the line that it means, if any. */
  point(at: number, key: string | null): void {
    this.#key = key ?? this.#key;
    this.#anchor = null;
    this.#put(placeAt(this.#track, at));
    this.#actions.moved();
  }

  mark(range: Range | null): void {
    this.marked = range;
    this.#actions.moved();
  }

  /** Nothing is marked, and marking begins anew. */
  drop(): void {
    this.#anchor = null;
    this.mark(null);
  }

  /** Chooses what is marked; else looks into the step, where that has been. */
  open(): void {
    if (this.marked) this.choose();
    else if (this.step && this.step.known >= 0) this.#actions.openTime(this.step.start);
  }

  /** What is marked becomes what is chosen. */
  choose(): void {
    const { marked } = this;
    if (!marked) return;
    this.mark(null);
    this.#actions.choose(marked);
  }

  /** The rule, with a dot on each line. */
  draw({ x, y, top, bottom }: Plane): SVGElement[] {
    const { step, line: current } = this;
    if (!step || !this.#shown) return [];
    const at = px(x(middleOf(step)));
    const dots = this.#shown.lines.flatMap((line) => {
      const value = valueAt(line, step);
      const kind = line === current ? "uw-spot uw-current" : "uw-spot";
      return value === null ? [] : [svg("circle", { class: kind, "data-slot": line.slot, cx: at, cy: px(y(value)), r: DOT })];
    });
    return [svg("line", { class: "uw-rule", x1: at, x2: at, y1: top, y2: bottom }), ...dots];
  }

  /** Says where it is, and wears its ring there. */
  tell(text: string, { x, top, bottom }: Plane): void {
    const { element, step } = this;
    if (!step) return;
    Object.assign(element, { ariaValueMin: "0", ariaValueMax: String(this.#track.length - 1), ariaValueNow: String(this.#place), ariaValueText: text });
    element.style.translate = `${px(x(middleOf(step)) - WIDTH / 2)}px ${top}px`;
    element.style.height = `${bottom - top}px`;
  }

  #press(event: KeyboardEvent): void {
    if (isChord(event) || !this.#obey(event.key, event.shiftKey)) return;
    event.preventDefault();
  }

  #obey(key: string, isShift: boolean): boolean {
    const { step, line } = this;
    if (!step || !line) return false;
    if (key in STEPS) this.#go(this.#place + STEPS[key]!, isShift);
    else if (PLACES.includes(key)) this.#goInSight(key, line, isShift);
    else if (key in LINES) this.#turn(LINES[key]!);
    else if (key in ZOOMS) this.#actions.zoom((window, extent, least) => zoomed(window, middleOf(step), ZOOMS[key]!, extent, least));
    else if (key !== "Enter" && key !== " ") return false;
    else if (isShift && !this.marked) this.#actions.openLine(line.key);
    else this.open();
    return true;
  }

  #goInSight(key: string, line: ShownLine, isShift: boolean): void {
    const [first, last] = inSight(this.#track, this.#shown!.window);
    const numbers = this.#track.slice(first, last + 1).map((step) => (this.#shown!.partial.has(step.known) ? null : valueAt(line, step)));
    this.#go(first + nextIndex(key, this.#place - first, numbers)!, isShift, EXTREMES[key]);
  }

  /** To a step, which comes into sight; with Shift all on the way there is marked. */
  #go(to: number, isMarking: boolean, extreme: Extreme | null = null): void {
    this.#anchor = isMarking ? (this.#anchor ?? middleOf(this.step!)) : null;
    this.#put(to);
    this.extreme = extreme;
    const { start, end } = this.step!;
    this.#actions.zoom((window, extent) => revealing(window, [start, end], extent));
    this.mark(this.#anchor === null ? null : snapped(this.#track, this.#anchor, this.#at));
  }

  #turn(by: number): void {
    const lines = this.#shown!.lines;
    const at = lines.indexOf(this.line!) + by;
    this.#key = lines[Math.max(0, Math.min(lines.length - 1, at))]!.key;
    this.extreme = null;
    this.#actions.moved();
  }

  #put(place: number): void {
    this.extreme = null;
    this.#place = Math.max(0, Math.min(this.#track.length - 1, place));
    this.#at = this.step ? middleOf(this.step) : this.#at;
  }
}
