/** Lines over time: draws what is in sight, and lets a person point, mark, zoom and move, by hand or by keys. */

import { html, svg, UNSPOKEN } from "../dom";
import type { Format } from "../format";
import type { Messages } from "../messages";
import { drawAxes } from "./axes";
import { drawOutlook } from "./bands";
import type { Clock } from "./clock";
import { Cursor, type Zoom } from "./cursor";
import { drawEnds } from "./ends";
import { type Hand, listenToHand } from "./gestures";
import { layOut } from "./layout";
import { drawLine, inSightOf } from "./lines";
import type { Range } from "./model";
import { drawMoments } from "./moments";
import { nearestLine } from "./nearest";
import { type Plane, px } from "./plane";
import { Readings } from "./readings";
import { Readout } from "./readout";
import type { PlotActions, Shown } from "./shown";
import { Surface } from "./surface";
import { timeTicks } from "./ticks";
import { inSight, middleOf, snapped, type Track, trackOf } from "./track";

export class Plot {
  readonly element = html("div", { class: "uw-plot" });
  readonly #below = svg("g");
  /** Cuts off what is out of sight. */
  readonly #lines = svg("svg", { y: 0, height: "100%" });
  readonly #above = svg("g");
  readonly #marks = svg("g", { class: "uw-cursor" });
  readonly #svg = svg("svg", { class: "uw-timeline", ...UNSPOKEN }, this.#below, this.#lines, this.#above, this.#marks);
  readonly #actions: PlotActions;
  readonly #messages: Messages;
  readonly #format: Format;
  readonly #clock: Clock;
  readonly #readings: Readings;
  readonly #readout: Readout;
  readonly #cursor: Cursor;
  readonly #surface: Surface;
  #shown: Shown | null = null;
  #track: Track = [];
  #plane: Plane | null = null;
  #wanted: Range | null = null;
  #frame = 0;
  #isPointed = false;

  constructor(actions: PlotActions, messages: Messages, format: Format, clock: Clock, signal: AbortSignal) {
    this.#actions = actions;
    this.#messages = messages;
    this.#format = format;
    this.#clock = clock;
    this.#readings = new Readings(messages, format, clock);
    this.#readout = new Readout(this.element, () => this.#cursor.drop(), signal);
    this.#cursor = new Cursor({ ...actions, zoom: (change) => this.#zoom(change), moved: () => this.#point() }, signal);
    this.element.append(this.#svg, this.#cursor.element, this.#readout.element);
    this.#surface = new Surface(this.element, () => this.#draw(), signal);
    listenToHand(this.#svg, this.#hand(), signal);
    signal.addEventListener("abort", () => cancelAnimationFrame(this.#frame));
  }

  /** Draws in the next frame, at once only for print. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#track = trackOf(shown);
    this.#cursor.show(shown, this.#track);
    this.#request();
  }

  focus(): void {
    this.#cursor.element.focus();
  }

  #zoom(change: Zoom): void {
    if (!this.#shown) return;
    const { window, extent } = this.#shown;
    const next = change(this.#wanted ?? window, extent);
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
    const { plane, values, lanes } = layOut(shown, this.#track.slice(places[0], places[1] + 1), width, this.#format, widthOf);
    const sight = inSightOf(this.#track, places, plane);
    const forecast = shown.outlook?.times[0];
    this.#plane = plane;
    this.#svg.setAttribute("height", String(plane.height));
    this.#svg.setAttribute("viewBox", `0 0 ${plane.width} ${plane.height}`);
    this.#cut(plane);
    this.#below.replaceChildren(...drawAxes(timeTicks(shown.window, shown.grain, this.#clock, plane, widthOf), values, plane));
    this.#lines.replaceChildren(
      ...drawRange(shown.chosen, "uw-chosen-range", plane),
      ...drawOutlook(shown, sight, plane),
      ...shown.lines.map((line) => drawLine(line, shown, sight, plane)),
    );
    this.#above.replaceChildren(
      ...drawMoments(shown.moments, forecast === undefined ? null : { at: forecast, label: this.#messages.text("plot.forecast") }, plane, lanes, widthOf),
      ...drawEnds(shown, sight, plane),
    );
    this.#point();
    this.#actions.painted();
  }

  #cut({ left, right, height }: Plane): void {
    Object.entries({ x: left, width: right - left, viewBox: `${left} 0 ${right - left} ${height}` }).forEach(([name, value]) =>
      this.#lines.setAttribute(name, String(value)),
    );
  }

  /** Rule, dots, ring, words and marked range follow the cursor; the rest of the picture stays. */
  #point(): void {
    const [shown, plane, cursor] = [this.#shown, this.#plane, this.#cursor];
    if (!shown || !plane) return;
    const { step, line } = cursor;
    const isSeen = this.#isPointed || cursor.element.matches(":focus-visible");
    this.#marks.replaceChildren(...drawRange(cursor.marked, "uw-marked-range", plane), ...(isSeen ? cursor.draw(plane) : []));
    for (const part of this.#lines.children) part.classList.toggle("uw-current", isSeen && shown.lines.length > 1 && (part as SVGElement).dataset["key"] === line?.key);
    if (!step || !line) return this.#readout.close();
    const said = this.#readings.spoken(shown, step, line.key);
    cursor.tell(cursor.marked ? `${this.#messages.text("plot.marked", { range: this.#clock.sayRange(cursor.marked, shown.grain) })} ${said}` : said, plane);
    if (isSeen) this.#readout.show(this.#readings.rows(shown, step, line.key), plane.x(middleOf(step)), plane);
    else this.#readout.closeSoon();
  }

  #hand(): Hand {
    const cursor = this.#cursor;
    const point = (x: number, y: number): string | null => {
      if (!this.#plane || !this.#shown) return null;
      const key = nearestLine(this.#shown, this.#track, this.#plane, [x, y]);
      this.#isPointed = true;
      cursor.point(this.#plane.timeAt(x), key);
      return key;
    };
    return {
      shown: () => this.#shown,
      plane: () => this.#plane,
      zoom: (change) => this.#zoom(change),
      point,
      leave: () => {
        this.#isPointed = false;
        this.#point();
      },
      mark: (one, other) => cursor.mark(snapped(this.#track, one, other)),
      choose: () => cursor.choose(),
      drop: () => cursor.drop(),
      click: (x, y, target, isTouch) => {
        const before = cursor.step;
        const wasPointed = this.#isPointed;
        const key = point(x, y);
        cursor.element.focus({ preventScroll: true });
        const end = target.closest<SVGElement>(".uw-end")?.dataset["key"];
        if (end) return this.#actions.openLine(end);
        if (isTouch && !(wasPointed && before === cursor.step)) return; // the first touch only points
        if (key && cursor.step && cursor.step.known >= 0) this.#actions.openTime(cursor.step.start);
        else if (!key && this.#shown?.chosen) this.#actions.choose(null);
      },
    };
  }
}

function drawRange(range: Range | null, kind: string, { x, top, bottom }: Plane): SVGElement[] {
  if (!range) return [];
  const [from, to] = range.map(x) as Range;
  return [svg("rect", { class: kind, x: px(from), y: top, width: px(to - from), height: bottom - top })];
}
