/** A chart people drill into: bars or a pie, the way back, the words and the table, all from one cube. */

import { html } from "../_kit/dom";
import { createFormat, type Format } from "../_kit/format";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { onChange, type Model, type View, type Step } from "../_kit/model";
import { createTable } from "../_kit/table";
import { createBreadcrumb } from "./breadcrumb";
import { createControls } from "./controls";
import { keyOf, pieProblem, sceneOf, toggled, type ChartState, type Mark, type Scene } from "./cube";
import { Picture, type Move } from "./picture";
import { createEmpty, createSkeleton } from "./placeholders";
import { tableData } from "./table_data";
import { createTexts } from "./texts";
import { createWaiting } from "./waiting";
import { Words } from "./words";

export default {
  render: (view: View<ChartState>) =>
    mount("drill_chart", view, (frame, signal) => new DrillChart(view.model, frame, signal).start()),
};

class DrillChart {
  /** What is on the page; the traits may already ask for more. */
  #scene: Scene | null = null;
  #move: Move | null = null;
  readonly #model: Model<ChartState>;
  readonly #frame: Frame;
  readonly #signal: AbortSignal;
  readonly #words: Words;
  readonly #help;
  readonly #table;
  readonly #picture;
  readonly #breadcrumb;
  readonly #setters;
  readonly #texts;
  readonly #empty;
  readonly #waiting;
  readonly #skeleton = createSkeleton();
  /** All that speaks of numbers. */
  readonly #story = html("div");

  constructor(model: Model<ChartState>, frame: Frame, signal: AbortSignal) {
    this.#model = model;
    this.#frame = frame;
    this.#signal = signal;
    const { messages, status } = frame;
    const format = createFormat(model.get("locale"), messages.text("unknown_value"));
    this.#words = new Words(messages, format);
    this.#help = createHelp(messages);
    this.#table = createTable(messages, status.announce);
    this.#picture = this.#createPicture(format);
    this.#breadcrumb = createBreadcrumb(messages, frame.title, (level) => this.#goTo(level));
    this.#setters = createControls(messages, {
      measure: (name) => this.#set("measure", name),
      kind: (kind) => this.#set("kind", kind),
    });
    this.#texts = createTexts(this.#words, messages);
    this.#empty = createEmpty(messages, () => this.#goTo(0));
    this.#waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: messages.text("status.silent") }),
      },
      signal,
    );
  }

  start(): void {
    const model = this.#model;
    const signal = this.#signal;
    const frame = this.#frame;
    const texts = this.#texts;
    frame.root.setAttribute("aria-describedby", texts.summary.id);
    frame.controls.append(...this.#setters.elements, this.#help.opener);
    this.#story.append(
      this.#breadcrumb.element, texts.total, texts.summary, texts.note,
      this.#picture.element, this.#empty.element, texts.hint, this.#table.element,
    );
    frame.body.append(this.#skeleton, this.#story, this.#help.dialog);
    onChange({ model, signal }, ["cube", "path", "measure", "measures", "dimensions", "status"], () => this.#refresh());
    onChange({ model, signal }, ["kind"], () => this.#switchKind());
    onChange({ model, signal }, ["selected"], () => this.#picture.select(model.get("selected")));
    this.#picture.select(model.get("selected"));
    this.#refresh();
  }

  #createPicture(format: Format): Picture {
    const commands = {
      up: () => this.#goTo((this.#scene?.path.length ?? 0) - 1),
      table: () => this.#table.toggle(),
      help: () => this.#help.open(),
      leave: () => this.#frame.root.focus(),
    };
    const actions = {
      open: (mark: Mark, add: boolean) => (mark.opens ? this.#drill(mark) : this.#choose(mark, add)),
      command: (command: keyof typeof commands) => commands[command](),
      painted: () => this.#markPainted(),
    };
    return new Picture(this.#words, format, actions, this.#signal);
  }

  #set<Name extends "path" | "selected" | "measure" | "kind">(name: Name, value: ChartState[Name]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  #drill(mark: Mark): void {
    this.#go([...(this.#scene?.path ?? []), mark.step], { focus: "first", direction: "down" });
  }

  /** Up to a level of the path, 0 being the top; focus returns to the mark one came through. */
  #goTo(level: number): void {
    const { path } = this.#scene ?? { path: [] };
    const through = path[level];
    if (!through) return this.#frame.status.announce(this.#frame.messages.text("said.top"));
    this.#go(path.slice(0, level), { focus: JSON.stringify(through), direction: "up" });
  }

  #go(path: Step[], move: Move): void {
    this.#move = move;
    if (this.#model.get("selected").length) this.#model.set("selected", []);
    this.#set("path", path);
  }

  #choose(mark: Mark, add: boolean): void {
    const { messages, status } = this.#frame;
    const selected = toggled(this.#model.get("selected"), mark.step, add);
    const isChosen = selected.some((step) => JSON.stringify(step) === mark.key);
    this.#set("selected", selected);
    status.announce(messages.text(isChosen ? "said.selected" : "said.cleared", { name: mark.label, count: selected.length }));
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #refresh(): void {
    const status = this.#model.get("status");
    const next = this.#wanted();
    this.#showSetters();
    if (next && JSON.stringify(next) !== JSON.stringify(this.#scene)) this.#arrive(next);
    this.#skeleton.hidden = this.#scene !== null;
    this.#story.hidden = this.#scene === null;
    this.#frame.body.hidden = !this.#scene && status.state === "error";
    if (next || status.state !== "ready") this.#frame.status.show(status);
    if (next || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
  }

  /** The scene of the asked path and measure; null while the cube does not hold it. */
  #wanted(): Scene | null {
    const model = this.#model;
    const { messages } = this.#frame;
    const cube = model.get("cube");
    if (cube.measure !== model.get("measure")) return null;
    const wording = { unknown: messages.text("unknown_value"), other: (count: number) => messages.text("other", { count }) };
    return sceneOf({ cube, dimensions: model.get("dimensions"), measures: model.get("measures") }, model.get("path"), wording);
  }

  #arrive(next: Scene): void {
    const { root, messages, status } = this.#frame;
    const before = this.#scene;
    const hadFocus = root.contains(document.activeElement);
    this.#scene = next;
    this.#breadcrumb.show(next.crumbs);
    this.#texts.show(next);
    this.#table.show(tableData(next, this.#words, messages));
    this.#draw(hadFocus);
    root.dataset["path"] = keyOf(next.path);
    if (!before) return;
    if (keyOf(before.path) !== keyOf(next.path)) status.announce(this.#words.arrival(next));
    else if (before.measure.name !== next.measure.name) status.announce(this.#texts.summary.textContent ?? "");
  }

  #draw(hadFocus: boolean): void {
    const scene = this.#scene;
    const move = this.#move;
    if (!scene) return;
    const isEmpty = !scene.marks.length;
    const kind = this.#model.get("kind");
    const problem = kind === "pie" && !isEmpty ? pieProblem(scene) : null;
    this.#texts.explain(problem ? this.#frame.messages.text(problem, { measure: scene.measure.label }) : "");
    this.#empty.show(isEmpty, !scene.path.length);
    this.#picture.element.hidden = isEmpty;
    this.#table.element.hidden = isEmpty;
    this.#move = null;
    this.#picture.show(scene, kind, move ? { ...move, focus: hadFocus ? move.focus : null } : undefined);
    if (!isEmpty) return;
    this.#markPainted();
    if (hadFocus) this.#empty.focus();
  }

  #switchKind(): void {
    const { messages, status } = this.#frame;
    this.#showSetters();
    this.#draw(false);
    const said = messages.text("said.kind", { kind: messages.text(`kind.${this.#model.get("kind")}`) });
    status.announce(this.#texts.note.textContent || said);
  }

  #showSetters(): void {
    const model = this.#model;
    this.#setters.show({ measures: model.get("measures"), measure: model.get("measure"), kind: model.get("kind") });
  }

  #markPainted(): void {
    this.#frame.root.dataset["painted"] = "true";
  }
}
