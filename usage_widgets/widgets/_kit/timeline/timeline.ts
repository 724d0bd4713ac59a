/** What a time series and a forecast share: the plot, what of it is in sight, and all that says so. */

import { SlotKeeper } from "../chart/palette";
import { freshId, html } from "../dom";
import { createFormat, type Format } from "../format";
import type { Frame } from "../frame";
import { createHelp } from "../help";
import { obeyKeys } from "../keyboard";
import { onChange, type Measure, type Model } from "../model";
import { createEmpty, createSkeleton } from "../placeholders";
import { createTable } from "../table";
import { createWaiting } from "../waiting";
import { Clock } from "./clock";
import { inView } from "./in_view";
import { TIMELINE_KEYS } from "./keys";
import type { Numbers, Range, TimelineState } from "./model";
import { Plot } from "./plot";
import { sceneOf, shownOf, sumsOf, type Scene } from "./scene";
import type { PlotActions, Shown } from "./shown";
import { Sight } from "./sight";
import { timelineTable } from "./timeline_table";
import { inSight, trackOf, type Track } from "./track";
import { createZoomBar, type Sum } from "./zoom_bar";
import { isWhole } from "./window";
import { createZoomFields } from "./zoom_fields";

/** What each of the two decides for itself. */
export interface Holder extends Omit<PlotActions, "zoom" | "painted"> {
  /** Its own traits that change what is shown. */
  traits: string[];
  /** The keys that do nothing here, by what they do. */
  lacks: string[];
  /** What speech calls the picture. */
  name(measure: Measure): string;
  /** The keys of lines that are not drawn. */
  hidden(): string[];
  chosen(): Range | null;
  drag(): Shown["drag"];
  up(): void;
  /** Takes over its own words, which are of the numbers that have just come. */
  take(): void;
  /** Shows its own controls and words beside what is on the page. */
  refresh(scene: Scene | null): void;
}

export class Timeline {
  /** The plot and its zoom. */
  readonly picture: HTMLElement;
  readonly said = html("p", { class: "uw-summary", dir: "auto", id: freshId() });
  readonly inView = html("p", { class: "uw-in-view", dir: "auto" });
  readonly table;
  readonly empty;
  readonly help;
  readonly clock: Clock;
  readonly sight: Sight;
  /** What is on the page; the traits may already ask for more. */
  scene: Scene | null = null;
  shown: Shown | null = null;
  #sums: Sum[] = [];
  /** What was in sight before a step filled the picture. */
  #before: Range[] = [];
  #isDue = false;
  #follows = false;
  /** What was last said of what is in view. */
  #said = "";
  readonly #story = html("div");
  readonly #skeleton = createSkeleton();
  readonly #slots = new SlotKeeper();
  readonly #format: Format;
  readonly #plot: Plot;
  readonly #zoomBar;
  readonly #zoomFields;
  readonly #waiting;

  constructor(
    readonly model: Model<TimelineState>,
    readonly frame: Frame,
    readonly holder: Holder,
    signal: AbortSignal,
  ) {
    const { messages, status } = frame;
    const { text } = messages;
    const zoom = (window: Range): void => this.zoom(window);
    this.#format = createFormat(model.get("locale"), text("unknown_value"));
    this.clock = new Clock(() => model.get("offsets"), messages, model.get("locale"));
    this.sight = new Sight(model, () => this.#told(), signal);
    this.#plot = new Plot({ ...holder, zoom, painted: () => this.#markPainted() }, messages, this.#format, this.clock, signal);
    this.#zoomBar = createZoomBar([text("zoom.start"), text("zoom.end")], (at) => this.clock.say(at, this.scene?.whole.every ?? "day"), zoom);
    this.#zoomFields = createZoomFields(messages, this.clock, zoom);
    this.picture = html("div", { class: "uw-plotted" }, this.#plot.element, this.#zoomBar.element, this.#zoomFields.element);
    this.table = createTable(messages, status.announce);
    this.empty = createEmpty({ title: text("empty.title"), text: text("empty.text"), back: text("empty.back") }, holder.up);
    this.help = createHelp(messages, TIMELINE_KEYS.filter(([, does]) => !holder.lacks.includes(does)));
    this.#waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: text("status.silent") }),
      },
      signal,
    );
  }

  /** With the parts of the story in their order. */
  start(parts: HTMLElement[], signal: AbortSignal): void {
    const { model, holder } = this;
    const { root, body } = this.frame;
    root.setAttribute("aria-describedby", this.said.id);
    this.#story.append(...parts);
    body.append(this.#skeleton, this.#story, this.help.dialog);
    this.table.element.addEventListener("toggle", () => this.#fillTable());
    const commands = {
      up: () => this.#zoomBack() || holder.up(),
      table: () => this.table.toggle(() => this.#plot.focus()),
      help: this.help.open,
      leave: () => this.#leave(),
    };
    obeyKeys(root, commands, signal);
    const shared = ["measures", "measure", "whole", "detail", "outlook", "moments", "offsets", "extent", "window", "said", "status", "path"];
    onChange({ model, signal }, [...shared, ...holder.traits] as (keyof TimelineState & string)[], () => this.#refreshSoon());
    this.#refresh();
  }

  zoom(window: Range): void {
    if (!this.scene) return;
    this.sight.zoom(window, this.scene.extent);
    if (isWhole(window, this.scene.extent)) this.#before = [];
    this.draw();
  }

  zoomOut(): void {
    if (this.scene) this.zoom(this.scene.extent);
  }

  /** Goes to the step that begins at an instant, if that has been: it fills the picture. */
  zoomInto(at: number): void {
    const step = this.stepAt(at);
    if (!step || !this.shown) return;
    this.#before.push(this.shown.window);
    this.zoom(step);
  }

  /** The known step that begins at an instant. */
  stepAt(at: number): Range | null {
    const step = this.shown && trackOf(this.shown).find(({ start, known }) => start === at && known >= 0);
    return step ? [step.start, step.end] : null;
  }

  /** Focus goes to the cursor once what is asked for is there. */
  follow(): void {
    this.#follows = this.#story.contains(document.activeElement) && !this.table.element.contains(document.activeElement);
  }

  /** Draws what is held: after a zoom, or another choice of the page's own. */
  draw(): void {
    const { scene, holder } = this;
    if (!scene || this.picture.hidden) return;
    const window = this.sight.within(scene.extent);
    const shown: Shown = {
      ...shownOf(scene, window, holder.hidden()),
      name: holder.name(scene.measure), chosen: holder.chosen(), drag: holder.drag(),
    };
    this.shown = shown;
    this.#plot.show(shown);
    const steps = this.#inSight(shown);
    const seen: Range = [steps[0]?.start ?? window[0], steps.at(-1)?.end ?? window[1]];
    this.#zoomBar.show(this.#sums, window, scene.extent, seen);
    this.#zoomFields.show(window, scene.extent, seen);
    this.inView.textContent = inView(shown, steps, scene, this.frame.messages, this.#format, this.clock);
  }

  #zoomBack(): boolean {
    const before = this.#before.pop();
    if (before) this.zoom(before);
    return before !== undefined;
  }

  /** From the table back to the picture; there what is chosen is let go first. */
  #leave(): void {
    if (this.table.element.contains(document.activeElement)) this.#plot.focus();
    else if (this.holder.chosen()) this.holder.choose(null);
    else this.frame.root.focus();
  }

  /** One message changes many traits. */
  #refreshSoon(): void {
    if (!this.#isDue) queueMicrotask(() => this.#refresh());
    this.#isDue = true;
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #refresh(): void {
    this.#isDue = false;
    const { model, frame } = this;
    const status = model.get("status");
    const next = sceneOf(model, this.#slots);
    if (next) this.#take(next);
    this.holder.refresh(this.scene);
    this.draw();
    this.#told();
    const isBare = !this.scene;
    this.#skeleton.hidden = !isBare;
    this.#story.hidden = isBare;
    frame.body.hidden = isBare && status.state === "error";
    if (next || status.state !== "ready") frame.status.show(status);
    if (next || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
    if (next && this.#follows) this.#arrive();
  }

  #take(next: Scene): void {
    const before = this.scene?.whole;
    this.scene = next;
    this.holder.take();
    this.sight.adopt();
    this.#sums = sumsOf(next, this.holder.hidden());
    this.said.textContent = this.model.get("said");
    const isEmpty = !next.whole.lines.length || !next.whole.times.length;
    this.empty.show(isEmpty, !next.whole.path.length);
    this.picture.hidden = this.inView.hidden = this.table.element.hidden = isEmpty;
    if (isEmpty) this.#markPainted();
    if (!before || !isOther(before, next.whole)) return;
    this.#before = [];
    this.frame.status.announce(this.said.textContent);
    this.#said = "";
  }

  /** Whoever has gone elsewhere meanwhile stays there. */
  #arrive(): void {
    this.#follows = false;
    if (document.activeElement !== document.body && !this.#story.contains(document.activeElement)) return;
    if (this.picture.hidden) this.empty.focus();
    else this.#plot.focus();
  }

  /** What is in view is said when it rests, not while it moves. */
  #told(): void {
    this.#fillTable();
    const said = this.inView.textContent ?? "";
    if (this.#said && said !== this.#said) this.frame.status.announce(said);
    this.#said = said;
  }

  #fillTable(): void {
    if (!this.shown || !this.table.element.open) return;
    this.table.show(timelineTable(this.shown, this.#inSight(this.shown), this.frame.messages, this.#format, this.clock));
  }

  #inSight(shown: Shown): Track {
    const track = trackOf(shown);
    const [first, last] = inSight(track, shown.window);
    return track.slice(first, last + 1);
  }

  #markPainted(): void {
    this.frame.root.dataset["painted"] = "true";
  }
}

function isOther(one: Numbers, other: Numbers): boolean {
  const question = ({ measure, every, path }: Numbers): string => JSON.stringify([measure, every, path]);
  return question(one) !== question(other);
}
