/** A chart people drill into: bars or a pie, the way back, the words and the table, all from one cube. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import type { SlotKeeper } from "../_kit/chart/palette";
import { Picture, type Content, type Move } from "../_kit/chart/picture";
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
import { contentOf } from "./content";
import { createControls } from "./controls";
import { sceneOf, type ChartState, type Group, type Kind, type Scene } from "./cube";
import { tableData } from "./table_data";
import { createTexts } from "./texts";
import { Words } from "./words";

export default {
  render: (view: View<ChartState>) =>
    mount("drill_chart", view, (frame, signal) => new DrillChart(view.model, frame, signal).start(signal)),
};

class DrillChart {
  /** What is on the page; the traits may already ask for more. */
  #scene: Scene | null = null;
  #kind: Kind = "bar";
  #move: Move | null = null;
  readonly #model: Model<ChartState>;
  readonly #frame: Frame;
  readonly #format: Format;
  readonly #words: Words;
  readonly #table;
  readonly #picture;
  readonly #breadcrumb;
  readonly #setters;
  readonly #texts;
  readonly #empty;
  readonly #waiting;
  readonly #slots = new Map<string, SlotKeeper>();
  readonly #skeleton = createSkeleton();
  /** All that speaks of numbers. */
  readonly #story = html("div");

  constructor(model: Model<ChartState>, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    const { text } = messages;
    this.#model = model;
    this.#frame = frame;
    this.#format = createFormat(model.get("locale"), text("unknown_value"));
    this.#words = new Words(messages, this.#format);
    this.#table = createTable(messages, status.announce);
    this.#picture = new Picture({ open: (index, add) => this.#open(index, add), painted: () => this.#markPainted() }, signal);
    this.#breadcrumb = createBreadcrumb(text("path"), text("path.top"), title, (level) => this.#goTo(level));
    this.#setters = createControls(messages, (name, value) => this.#set(name, value));
    this.#texts = createTexts(this.#words, messages);
    this.#empty = createEmpty(
      { title: text("empty.title"), text: text("empty.text"), back: text("empty.back") },
      () => this.#goTo(0),
    );
    this.#waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: text("status.silent") }),
      },
      signal,
    );
  }

  start(signal: AbortSignal): void {
    const model = this.#model;
    const { root, controls, body, messages } = this.#frame;
    const texts = this.#texts;
    const help = createHelp(messages);
    root.setAttribute("aria-describedby", texts.summary.id);
    controls.append(...this.#setters.elements, help.opener);
    this.#story.append(
      this.#breadcrumb.element, texts.total, texts.summary, texts.note,
      this.#picture.element, this.#empty.element, texts.hint, this.#table.element,
    );
    body.append(this.#skeleton, this.#story, help.dialog);
    const commands = {
      up: () => this.#goTo(this.#path.length - 1),
      table: () => this.#table.toggle(() => this.#picture.focus()),
      help: help.open,
      leave: () => root.focus(),
    };
    obeyKeys(root, commands, signal);
    onChange({ model, signal }, ["cube", "path", "measure", "measures", "dimensions", "kind", "status"], () => this.#refresh());
    onChange({ model, signal }, ["selected"], () => this.#select());
    this.#select();
    this.#refresh();
  }

  get #path(): Step[] {
    return this.#scene?.path ?? [];
  }

  #set<Name extends "path" | "selected" | "measure" | "kind">(name: Name, value: ChartState[Name]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  #select(): void {
    this.#picture.select(this.#model.get("selected").map(keyOf));
  }

  #open(index: number, add: boolean): void {
    const mark = this.#scene?.marks[index];
    if (mark?.opens) this.#go([...this.#path, mark.step], "first");
    else if (mark) this.#choose(mark, add);
  }

  /** Up to a level of the path, 0 being the top; focus returns to the mark one came through. */
  #goTo(level: number): void {
    const through = this.#path[level];
    if (!through) return this.#frame.status.announce(this.#frame.messages.text("said.top"));
    this.#go(this.#path.slice(0, level), keyOf(through));
  }

  #go(path: Step[], move: Move): void {
    this.#move = move;
    if (this.#model.get("selected").length) this.#model.set("selected", []);
    this.#set("path", path);
  }

  #choose(mark: Group, add: boolean): void {
    const { messages, status } = this.#frame;
    const selected = toggled(this.#model.get("selected"), mark.step, add);
    const isChosen = selected.includes(mark.step);
    this.#set("selected", selected);
    status.announce(messages.text(isChosen ? "said.selected" : "said.cleared", { name: mark.label, count: selected.length }));
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #refresh(): void {
    const model = this.#model;
    const status = model.get("status");
    const next = this.#wanted();
    this.#setters.show(model);
    this.#show(next ?? this.#scene, model.get("kind"));
    const isBare = !this.#scene;
    this.#skeleton.hidden = !isBare;
    this.#story.hidden = isBare;
    this.#frame.body.hidden = isBare && status.state === "error";
    if (next || status.state !== "ready") this.#frame.status.show(status);
    if (next || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
  }

  /** The scene of the asked path and measure; null while the cube does not hold it. */
  #wanted(): Scene | null {
    const model = this.#model;
    const cube = model.get("cube");
    if (cube.measure !== model.get("measure")) return null;
    return sceneOf({ cube, dimensions: model.get("dimensions"), measures: model.get("measures") }, model.get("path"), this.#words);
  }

  #show(scene: Scene | null, kind: Kind): void {
    const before = this.#scene;
    const sameKind = kind === this.#kind;
    if (!scene || (sameKind && JSON.stringify(scene) === JSON.stringify(before))) return;
    const inStory = this.#story.contains(document.activeElement);
    this.#scene = scene;
    this.#kind = kind;
    this.#breadcrumb.show(scene.crumbs);
    this.#texts.show(scene, kind);
    this.#draw(scene, contentOf(scene, kind, this.#words, this.#format, this.#slots), inStory);
    this.#frame.root.dataset["path"] = keyOf(scene.path);
    if (before) this.#tell(before, scene, sameKind);
  }

  /** Focus moves with the marks, not away from the table or the controls. */
  #draw(scene: Scene, content: Content, inStory: boolean): void {
    const isEmpty = !scene.marks.length;
    const isThere = keyOf(scene.path) === keyOf(this.#model.get("path")); // else what was there is drawn once more
    const move = isThere ? this.#move : null;
    if (isThere) this.#move = null;
    this.#empty.show(isEmpty, !scene.path.length);
    this.#picture.element.hidden = this.#table.element.hidden = isEmpty;
    this.#table.show(tableData(scene, content, this.#frame.messages));
    this.#picture.show(content, move, move !== null && inStory && !this.#table.element.contains(document.activeElement));
    if (!isEmpty) return;
    this.#markPainted();
    if (!inStory) return;
    this.#frame.root.focus();
    this.#empty.focus();
  }

  #tell(before: Scene, scene: Scene, sameKind: boolean): void {
    const { messages, status } = this.#frame;
    const { note, summary } = this.#texts;
    if (keyOf(before.path) !== keyOf(scene.path)) status.announce(this.#words.arrival(scene));
    else if (before.measure.name !== scene.measure.name) status.announce(summary.textContent ?? "");
    else if (!sameKind) status.announce(note.textContent || messages.text("said.kind", { kind: messages.text(`kind.${this.#kind}`) }));
  }

  #markPainted(): void {
    this.#frame.root.dataset["painted"] = "true";
  }
}
