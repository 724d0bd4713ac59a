/** A measure over time, in lines: zoomed, brushed and drilled into. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { toggled } from "../_kit/choosing";
import { html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import type { Measure, Model, Step, View } from "../_kit/model";
import { hintKey } from "../_kit/timeline/keys";
import { createLegend, type Entry } from "../_kit/timeline/legend";
import type { LineStep, Range, TimeStep } from "../_kit/timeline/model";
import { keyOf, type Scene } from "../_kit/timeline/scene";
import { Timeline } from "../_kit/timeline/timeline";
import { createChosen } from "./chosen";
import { createControls, type Drag } from "./controls";
import type { TimeSeriesState } from "./state";

export default {
  render: (view: View<TimeSeriesState>) =>
    mount("time_series", view, (frame, signal) => new TimeSeries(view.model, frame, signal).start(signal)),
};

class TimeSeries {
  #drag: Drag = "select";
  /** Of what is on the page; the traits may already tell of what is asked for. */
  #crumbs: string[] = [];
  #opensInto = "";
  readonly #model: Model<TimeSeriesState>;
  readonly #frame: Frame;
  readonly #timeline: Timeline;
  readonly #controls;
  readonly #breadcrumb;
  readonly #legend;
  readonly #chosen;
  readonly #hint = html("p", { class: "uw-hint", dir: "auto" });

  constructor(model: Model<TimeSeriesState>, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    const { text } = messages;
    this.#model = model;
    this.#frame = frame;
    this.#timeline = new Timeline(model, frame, this.#holder(), signal);
    this.#controls = createControls(messages, {
      measure: (name) => this.#set({ measure: name }),
      every: (every) => this.#set({ every }),
      drag: (drag) => this.#dragTo(drag),
    });
    this.#breadcrumb = createBreadcrumb(text("path"), text("path.top"), title, (level) => this.#go(this.#path.slice(0, level)));
    this.#legend = createLegend(messages, { toggle: (key) => this.#toggle(key), open: (key) => this.#openLine(key) });
    this.#chosen = createChosen(messages, status.announce, () => this.#choose(null));
  }

  start(signal: AbortSignal): void {
    const { said, inView, picture, empty, table, help } = this.#timeline;
    this.#frame.controls.append(...this.#controls.elements, help.opener);
    const line = html("div", { class: "uw-sight" }, inView, this.#chosen.element);
    this.#timeline.start([this.#breadcrumb.element, said, line, picture, this.#legend.element, empty.element, this.#hint, table.element], signal);
  }

  #holder(): ConstructorParameters<typeof Timeline>[2] {
    return {
      lacks: ["keys.zoom_back"],
      traits: ["every", "chosen", "hidden", "selected", "next_level", "crumbs"],
      name: (measure) => this.#name(measure),
      hidden: () => this.#model.get("hidden").map((step) => keyOf({ step })),
      chosen: () => this.#range,
      drag: () => this.#drag,
      up: () => this.#up(),
      take: () => {
        this.#crumbs = this.#model.get("crumbs");
        this.#opensInto = this.#model.get("next_level");
      },
      refresh: (scene) => this.#refresh(scene),
      choose: (range) => this.#choose(range),
      openTime: (at) => this.#openTime(at),
      openLine: (key) => this.#openLine(key),
    };
  }

  /** Where the picture on the page stands. */
  get #path(): TimeStep[] {
    return this.#timeline.scene?.whole.path ?? [];
  }

  get #range(): Range | null {
    const [start, end] = this.#model.get("chosen").map(Date.parse);
    return start === undefined || end === undefined ? null : [start, end];
  }

  #set(values: Partial<TimeSeriesState>): void {
    for (const [name, value] of Object.entries(values)) this.#model.set(name as keyof TimeSeriesState, value);
    this.#model.save_changes();
  }

  #name({ label }: Measure): string {
    const crumbs = this.#crumbs;
    return this.#frame.messages.text(crumbs.length ? "picture.within" : "picture", { measure: label, path: crumbs.join(" › ") });
  }

  #dragTo(drag: Drag): void {
    this.#drag = drag;
    this.#controls.show(this.#model, drag);
    this.#timeline.draw();
  }

  #toggle(key: string): void {
    const hidden = this.#model.get("hidden");
    const others = hidden.filter((step) => keyOf({ step }) !== key);
    this.#set({ hidden: others.length < hidden.length ? others : [...hidden, JSON.parse(key) as Step] });
  }

  #choose(range: Range | null): void {
    if (!range && this.#chosen.element.contains(document.activeElement)) this.#timeline.follow();
    this.#set({ chosen: range?.map((at) => new Date(at).toISOString()) ?? [] });
  }

  /** A day opens into its hours, a longer step fills the picture, an hour is chosen. */
  #openTime(at: number): void {
    const { clock, shown } = this.#timeline;
    if (shown?.grain === "day") this.#go([...this.#path, { day: clock.dayOf(at) }]);
    else if (shown?.grain === "hour") this.#choose(this.#timeline.stepAt(at));
    else this.#timeline.zoomInto(at);
  }

  #openLine(key: string): void {
    const step = JSON.parse(key) as LineStep;
    if ("total" in step) return;
    if (this.#opensInto || "other" in step) this.#go([...this.#path, step]);
    else this.#set({ selected: toggled(this.#model.get("selected"), step, false) });
  }

  /** From where is asked for: one may press twice before that is there. */
  #up(): void {
    const asked = this.#model.get("path");
    if (asked.length) this.#go(asked.slice(0, -1));
    else this.#frame.status.announce(this.#frame.messages.text("said.top"));
  }

  /** Into a day and out of it Python says what of the time is in sight. */
  #go(path: TimeStep[]): void {
    const { sight } = this.#timeline;
    this.#timeline.follow();
    sight.settle();
    if (isInDay(path) !== isInDay(this.#path)) sight.drop();
    this.#set({ path: path as Step[], hidden: [], selected: [] });
  }

  #refresh(scene: Scene | null): void {
    const model = this.#model;
    this.#controls.show(model, this.#drag);
    if (!scene) return;
    this.#breadcrumb.show(this.#crumbs);
    const entries = this.#entries(scene);
    this.#legend.show(entries);
    const range = this.#range;
    this.#chosen.show(range ? this.#timeline.clock.sayRange(range, "hour") : "");
    this.#hint.textContent = this.#hintOf(entries);
    this.#hint.hidden = this.#timeline.picture.hidden;
    this.#frame.root.dataset["path"] = JSON.stringify(scene.whole.path);
  }

  #hintOf(entries: Entry[]): string {
    const dimension = this.#opensInto;
    return this.#frame.messages.text(hintKey(!entries.length ? "alone" : dimension ? "opens" : "chooses"), { dimension });
  }

  #entries({ whole, slots }: Scene): Entry[] {
    const [hidden, selected] = [this.#model.get("hidden"), this.#model.get("selected")].map((steps) => steps.map((step) => keyOf({ step })));
    const groups = whole.lines.filter(({ step }) => !("total" in step));
    return groups.map((line) => {
      const key = keyOf(line);
      return {
        key, label: line.label, slot: slots.get(key) ?? 0,
        isHidden: hidden!.includes(key), isChosen: selected!.includes(key),
        does: this.#opensInto || "other" in line.step ? "opens" : "chooses",
      };
    });
  }
}

function isInDay(path: TimeStep[]): boolean {
  return path.some((step) => "day" in step);
}
