/** Lines over time: draws what is in sight, and lets a person point, mark, zoom and move, by hand or by keys. */

import { type Attributes, html, svg, UNSPOKEN } from "../dom";
import type { Format } from "../format";
import type { Messages } from "../messages";
import { drawAxes } from "./axes";
import { drawLevels, drawOutlook } from "./bands";
import type { Clock } from "./clock";
import type { Zoom } from "./cursor";
import { drawEnds } from "./ends";
import { listenToHand } from "./gestures";
import { layOut } from "./layout";
import { drawLine, type InSight, inSightOf } from "./lines";
import type { Moment, Range } from "./model";
import { drawMoments } from "./moments";
import { Pointing } from "./pointing";
import { drawRange, type Plane } from "./plane";
import { Readings } from "./readings";
import type { PlotActions, Shown } from "./shown";
import { Surface } from "./surface";
import { timeTicks } from "./ticks";
import { inSight, type Track, trackOf } from "./track";
import { leastOf } from "./window";

const DOT = 5; // px, half of the largest

export class Plot {
  readonly element = html("div", { class: "uw-plot" });
  readonly #below = svg("g");
  /** Cuts off what is out of sight. */
  readonly #lines = svg("svg", { y: 0, height: "100%" });
  readonly #above = svg("g");
  readonly #svg = svg("svg", { class: "uw-timeline", ...UNSPOKEN }, this.#below, this.#lines, this.#above);
  readonly #actions: PlotActions;
  readonly #messages: Messages;
  readonly #format: Format;
  readonly #clock: Clock;
  readonly #pointing: Pointing;
  readonly #surface: Surface;
  #shown: Shown | null = null;
  #track: Track = [];
  #plane: Plane | null = null;
  #wanted: Range | null = null;
  #frame = 0;

  constructor(actions: PlotActions, messages: Messages, format: Format, clock: Clock, signal: AbortSignal) {
    this.#actions = actions;
    this.#messages = messages;
    this.#format = format;
    this.#clock = clock;
    const zoom = (change: Zoom): void => this.#zoom(change);
    this.element.append(this.#svg);
    this.#pointing = new Pointing(this.element, { ...actions, zoom }, new Readings(messages, format, clock), signal);
    this.#svg.append(this.#pointing.drawn);
    this.#surface = new Surface(this.element, () => this.#draw(), signal);
    listenToHand(this.#svg, { ...this.#pointing.hand(), zoom, shown: () => this.#shown, plane: () => this.#plane }, signal);
    signal.addEventListener("abort", () => cancelAnimationFrame(this.#frame));
  }

  /** Draws in the next frame. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#track = trackOf(shown);
    this.#pointing.show(shown, this.#track);
    this.#request();
  }

  focus(): void {
    this.#pointing.cursor.element.focus();
  }

  #zoom(change: Zoom): void {
    if (!this.#shown) return;
    const { window, extent } = this.#shown;
    const next = change(this.#wanted ?? window, extent, leastOf(this.#track));
    if (next.every((at, side) => at === (this.#wanted ?? window)[side])) return;
    this.#wanted = next;
    this.#request();
  }

  /** However much is asked for between two frames, it is drawn once. */
  #request(): void {
    this.#frame ||= requestAnimationFrame(() => {
      const wanted = this.#wanted;
      this.#wanted = null;
      if (wanted) this.#actions.zoom(wanted);
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const shown = this.#shown;
    if (!shown || !this.#surface.width) return;
    const { widthOf, width } = this.#surface;
    const places = inSight(this.#track, shown.window);
    const steps = this.#track.slice(places[0], places[1] + 1);
    const { plane, values, lanes } = layOut(shown, steps, this.#forecast(shown), width, this.#format, widthOf);
    this.#plane = plane;
    this.#fit(shown, plane);
    this.#below.replaceChildren(...drawAxes(timeTicks(shown.window, shown.grain, this.#clock, plane, widthOf), values, plane));
    this.#fill(shown, inSightOf(this.#track, places, plane), plane, lanes);
    this.#pointing.place(plane);
    this.#actions.painted();
  }

  #fill(shown: Shown, sight: InSight, plane: Plane, lanes: number): void {
    this.#lines.replaceChildren(
      ...drawRange(shown.chosen, "uw-chosen-range", plane),
      ...drawOutlook(shown, sight, plane),
      ...shown.lines.map((line) => drawLine(line, shown, sight, plane)),
    );
    this.#above.replaceChildren(
      ...drawMoments(shown.moments, this.#forecast(shown), plane, lanes, this.#surface.widthOf),
      ...drawEnds(shown, sight, plane),
      ...drawLevels(shown, sight, plane, (level) => this.#messages.text("plot.percent", { level })),
    );
  }

  #forecast({ outlook }: Shown): Moment | null {
    const at = outlook?.times[0];
    return at === undefined ? null : { at, label: this.#messages.text("plot.forecast") };
  }

  /** Dots at the very ends are whole; elsewhere the lines end where the picture does. */
  #fit({ window, extent }: Shown, { left, right, width, height }: Plane): void {
    const from = left - (window[0] <= extent[0] ? DOT : 0);
    const to = right + (window[1] >= extent[1] ? DOT : 0);
    const dress = (element: SVGElement, attributes: Attributes): void => {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    };
    dress(this.#svg, { height, viewBox: `0 0 ${width} ${height}` });
    dress(this.#lines, { x: from, width: to - from, viewBox: `${from} 0 ${to - from} ${height}` });
  }
}
