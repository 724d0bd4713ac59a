/** Where a person points: the cursor with its rule, its dots and its words, by hand or by keys. */

import { svg } from "../dom";
import { Cursor, type CursorActions } from "./cursor";
import type { Hand } from "./gestures";
import { nearestLine } from "./nearest";
import { drawRange, type Plane } from "./plane";
import type { Readings } from "./readings";
import { Readout } from "./readout";
import type { Shown } from "./shown";
import { middleOf, snapped, type Track } from "./track";

export type PointingActions = Omit<CursorActions, "moved">;

export class Pointing {
  readonly drawn = svg("g", { class: "uw-cursor" });
  readonly cursor: Cursor;
  readonly #readout: Readout;
  readonly #host: HTMLElement;
  readonly #actions: PointingActions;
  readonly #readings: Readings;
  #shown: Shown | null = null;
  #track: Track = [];
  #plane: Plane | null = null;
  /** Of the pointer, in px from the plot's corner. */
  #spot: [x: number, y: number] | null = null;

  constructor(host: HTMLElement, actions: PointingActions, readings: Readings, signal: AbortSignal) {
    this.#host = host;
    this.#actions = actions;
    this.#readings = readings;
    const isLater = (): boolean => Boolean(this.#shown?.chosen) && !this.cursor.marked;
    this.#readout = new Readout(host, { isLater, closed: () => this.cursor.drop() }, signal);
    this.cursor = new Cursor({ ...actions, moved: () => this.#follow() }, signal);
    this.cursor.element.addEventListener("blur", () => this.#leave(), { signal });
    this.cursor.element.addEventListener("keydown", () => (this.#spot = null), { signal }); // a pointer that rests leads no more
    host.append(this.cursor.element, this.#readout.element);
  }

  show(shown: Shown, track: Track): void {
    this.#shown = shown;
    this.#track = track;
    this.cursor.show(shown, track);
  }

  /** On a picture that is drawn anew; what is under a still pointer may be another step now. */
  place(plane: Plane): void {
    this.#plane = plane;
    if (this.#spot) this.cursor.point(plane.timeAt(this.#spot[0]), null);
    else this.#follow();
  }

  hand(): Pick<Hand, "point" | "leave" | "mark" | "choose" | "drop" | "click"> {
    const { cursor } = this;
    return {
      point: (x, y) => void this.#point(x, y),
      leave: () => this.#leave(),
      mark: (one, other) => cursor.mark(snapped(this.#track, one, other)),
      choose: () => cursor.choose(),
      drop: () => cursor.drop(),
      click: (x, y, target, isTouch) => this.#click([x, y], target.closest<SVGElement>(".uw-end")?.dataset["key"], isTouch),
    };
  }

  /** Gives the key of the line that is meant, if any. */
  #point(x: number, y: number): string | null {
    if (!this.#plane || !this.#shown) return null;
    const key = nearestLine(this.#shown, this.#track, this.#plane, [x, y]);
    this.#spot = [x, y];
    this.cursor.point(this.#plane.timeAt(x), key);
    return key;
  }

  #leave(): void {
    this.#spot = null;
    this.#follow();
  }

  /** A line's end opens the line, a line its step; elsewhere what is chosen is let go. The first touch of a step only points. */
  #click([x, y]: [number, number], end: string | undefined, isTouch: boolean): void {
    const { cursor } = this;
    const before = this.#spot && cursor.step;
    const key = this.#point(x, y);
    cursor.element.focus({ preventScroll: true });
    if (end) this.#actions.openLine(end);
    else if (isTouch && before !== cursor.step) return;
    else if (key) cursor.open();
    else if (this.#shown?.chosen) this.#actions.choose(null);
  }

  /** Rule, dots, ring and words follow the cursor; the rest of the picture stays. */
  #follow(): void {
    const [shown, plane, { cursor }] = [this.#shown, this.#plane, this];
    if (!shown || !plane) return;
    const { step, line, marked } = cursor;
    const isSeen = this.#spot !== null || cursor.element.matches(":focus-visible");
    this.drawn.replaceChildren(...drawRange(marked, "uw-marked-range", plane), ...(isSeen ? cursor.draw(plane) : []));
    for (const part of this.#host.querySelectorAll<SVGElement>(".uw-line")) {
      part.classList.toggle("uw-current", isSeen && shown.lines.length > 1 && part.dataset["key"] === line?.key);
    }
    if (!step || !line) return this.#readout.close();
    cursor.tell(this.#readings.spoken(shown, step, line.key, cursor), plane);
    if (isSeen) this.#readout.show(this.#readings.rows(shown, step, line.key, cursor), plane.x(middleOf(step)), plane);
    else this.#readout.closeSoon();
  }
}
