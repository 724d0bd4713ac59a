/** Why something changed: bars from one total to the other, by cause or by group, the way back, the words and the table. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { Picture, type Move } from "../_kit/chart/picture";
import { toggled } from "../_kit/choosing";
import { html } from "../_kit/dom";
import { createFormat, type Format } from "../_kit/format";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { obeyKeys } from "../_kit/keyboard";
import { keyOf, onChange, type Model, type Step, type View } from "../_kit/model";
import { createEmpty, createSkeleton } from "../_kit/placeholders";
import { createTable } from "../_kit/table";
import { createWaiting } from "../_kit/waiting";
import { createAround, createViews } from "./around";
import { sceneIn, type Bar, type Content, type Look, type Scene, type WaterfallState } from "./state";
import { drawWaterfall } from "./waterfall";

export default {
  render: (view: View<WaterfallState>) =>
    mount("change_waterfall", view, (frame, signal) => new ChangeWaterfall(view.model, frame, signal).start(signal)),
};

interface Place {
  view: Look;
  part: string;
  path: Step[];
}

class ChangeWaterfall {
  /** What is on the page; the traits may already ask for more. */
  #shown: { content: Content; scene: Scene; place: Place } | null = null;
  #move: Move | null = null;
  readonly #model: Model<WaterfallState>;
  readonly #frame: Frame;
  readonly #format: Format;
  readonly #table;
  readonly #picture;
  readonly #breadcrumb;
  readonly #views;
  readonly #around;
  readonly #empty;
  readonly #waiting;
  readonly #skeleton = createSkeleton();
  readonly #story = html("div");

  constructor(model: Model<WaterfallState>, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    const { text } = messages;
    this.#model = model;
    this.#frame = frame;
    this.#format = createFormat(model.get("locale"), text("unknown_value"));
    this.#table = createTable(messages, status.announce);
    this.#picture = new Picture({ open: (index, add) => this.#open(index, add), painted: () => this.#markPainted() }, signal);
    this.#breadcrumb = createBreadcrumb(text("path"), text("path.top"), title, (level) => this.#goTo(level));
    this.#views = createViews(messages, (view) => this.#go({ ...this.#asked, view, part: "" }, null));
    this.#around = createAround(messages);
    this.#empty = createEmpty({ title: text("empty.title"), text: text("empty.text"), back: text("empty.back") }, () => this.#goTo(0));
    this.#waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: text("status.silent") }),
      },
      signal,
    );
  }

  start(signal: AbortSignal): void {
    const { root, controls, body, messages } = this.#frame;
    const { total, summary, legend, hint } = this.#around;
    const help = createHelp(messages);
    root.setAttribute("aria-describedby", summary.id);
    controls.append(this.#views.element, help.opener);
    this.#story.append(
      this.#breadcrumb.element, total, summary,
      this.#picture.element, this.#empty.element, legend, hint, this.#table.element,
    );
    body.append(this.#skeleton, this.#story, help.dialog);
    const commands = {
      up: () => this.#goTo(this.#depth - 1),
      table: () => this.#table.toggle(() => this.#picture.focus()),
      help: help.open,
      leave: () => root.focus(),
    };
    obeyKeys(root, commands, signal);
    onChange({ model: this.#model, signal }, ["content", "path", "view", "part", "status"], () => this.#refresh());
    onChange({ model: this.#model, signal }, ["selected"], () => this.#select());
    this.#select();
    this.#refresh();
  }

  get #asked(): Place {
    const model = this.#model;
    return { view: model.get("view"), part: model.get("part"), path: model.get("path") };
  }

  /** How many crumbs lie below the top: the part comes first, then the groups. */
  get #depth(): number {
    const place = this.#shown?.place;
    return place ? Number(place.part !== "") + place.path.length : 0;
  }

  #select(): void {
    this.#picture.select(this.#model.get("selected").map(keyOf));
  }

  #open(index: number, add: boolean): void {
    const shown = this.#shown;
    const mark = shown?.scene.marks[index];
    if (!shown || !mark) return;
    if (mark.part) this.#go({ ...shown.place, view: "groups", part: mark.part }, "first");
    else if (mark.step && mark.opens) this.#go({ ...shown.place, path: [...shown.place.path, mark.step] }, "first");
    else if (mark.step) this.#choose(mark, mark.step, add);
    else this.#frame.status.announce(mark.name);
  }

  /** Up to a crumb, 0 being the top; focus returns to the bar one came through. */
  #goTo(level: number): void {
    const place = this.#shown?.place;
    if (!place || level < 0 || level >= this.#depth) return this.#frame.status.announce(this.#frame.messages.text("said.top"));
    if (level === 0 && place.part) return this.#go({ view: "parts", part: "", path: [] }, place.part);
    const kept = level - Number(place.part !== "");
    this.#go({ ...place, path: place.path.slice(0, kept) }, keyOf(place.path[kept] as Step));
  }

  #go({ view, part, path }: Place, move: Move | null): void {
    const model = this.#model;
    this.#move = move;
    if (model.get("selected").length && keyOf(path) !== keyOf(model.get("path"))) model.set("selected", []);
    model.set("view", view);
    model.set("part", part);
    model.set("path", path);
    model.save_changes();
  }

  #choose(mark: Bar, step: Step, add: boolean): void {
    const { messages, status } = this.#frame;
    const selected = toggled(this.#model.get("selected"), step, add);
    this.#model.set("selected", selected);
    this.#model.save_changes();
    const isChosen = selected.some((chosen) => keyOf(chosen) === mark.key);
    status.announce(messages.text(isChosen ? "said.selected" : "said.cleared", { name: mark.label, count: selected.length }));
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #refresh(): void {
    const model = this.#model;
    const [status, content, place] = [model.get("status"), model.get("content"), this.#asked];
    const scene = content.at === keyOf(place.path) ? sceneIn(content, place.view, place.part) : null;
    if (scene) this.#show(content, scene, place);
    const isBare = !this.#shown;
    this.#skeleton.hidden = !isBare;
    this.#story.hidden = isBare;
    this.#frame.body.hidden = isBare && status.state === "error";
    if (scene || status.state !== "ready") this.#frame.status.show(status);
    if (scene || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
  }

  #show(content: Content, scene: Scene, place: Place): void {
    const before = this.#shown;
    this.#views.show(content, place.view);
    if (before && JSON.stringify([before.content, before.place]) === JSON.stringify([content, place])) return;
    const inStory = this.#story.contains(document.activeElement);
    this.#shown = { content, scene, place };
    this.#breadcrumb.show([...(scene.part ? [scene.part] : []), ...content.crumbs]);
    this.#around.show(content, scene);
    this.#draw(inStory);
    this.#frame.root.dataset["path"] = content.at;
    this.#frame.root.dataset["view"] = place.part || place.view;
    if (before && JSON.stringify(before.place) !== JSON.stringify(place)) this.#arrive(before.content, content, scene);
  }

  /** Focus moves with the bars, not away from the table or the controls. */
  #draw(inStory: boolean): void {
    if (!this.#shown) return;
    const { content, scene, place } = this.#shown;
    const isEmpty = !scene.marks.length;
    const move = this.#move;
    this.#move = null;
    this.#empty.show(isEmpty, !place.path.length);
    this.#picture.element.hidden = this.#table.element.hidden = isEmpty;
    this.#table.show(content.table);
    const picture = {
      ...scene,
      draw: (room: Parameters<typeof drawWaterfall>[2]) => drawWaterfall(scene, (tick) => this.#tickName(tick), room),
      tooltip: (index: number) => tooltipOf(scene.marks[index]),
    };
    this.#picture.show(picture, move, move !== null && inStory && !this.#table.element.contains(document.activeElement));
    if (!isEmpty) return;
    this.#markPainted();
    if (!inStory) return;
    this.#frame.root.focus();
    this.#empty.focus();
  }

  /** Short, but on a broken axis, where short forms would be all the same. */
  #tickName(tick: number): string {
    const shown = this.#shown;
    if (!shown) return "";
    return shown.scene.isBroken ? this.#format.value(tick, shown.content.unit) : this.#format.tick(tick, shown.content.unit);
  }

  /** Says where one is, and what it means where that is new. */
  #arrive(before: Content, content: Content, scene: Scene): void {
    const { messages, status } = this.#frame;
    const isElsewhere = before.at !== content.at;
    status.announce(isElsewhere ? messages.text("said.level", { name: scene.name, summary: content.summary }) : scene.name);
  }

  #markPainted(): void {
    this.#frame.root.dataset["painted"] = "true";
  }
}

function tooltipOf(mark: Bar | undefined): Node[] {
  if (!mark) return [];
  const [value = "", ...more] = mark.details;
  const lines = more.map((line) => html("span", { dir: "auto" }, line));
  return [html("strong", { dir: "auto" }, mark.label), html("span", { class: "uw-tooltip-value" }, value), ...lines];
}
