/** A chart people drill into: bars or a pie, the way back, the words and the table, all from one cube. */

import { html } from "../_kit/dom";
import { createFormat, type Format } from "../_kit/format";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { onChange, type Model, type View } from "../_kit/model";
import { createTable } from "../_kit/table";
import { createBreadcrumb } from "./breadcrumb";
import { createControls } from "./controls";
import { keyOf, pieProblem, sceneOf, toggled, type ChartState, type Mark, type Scene, type Step } from "./cube";
import { createPicture, type Move } from "./picture";
import { createEmpty, createSkeleton } from "./placeholders";
import { tableData } from "./table_data";
import { createTexts } from "./texts";
import { createWaiting } from "./waiting";
import { createWords, type Words } from "./words";

export default {
  render: (view: View<ChartState>) =>
    mount("drill_chart", view, (frame, signal) => new DrillChart(view.model, frame, signal).start()),
};

class DrillChart {
  /** What is on the page; the traits may already ask for more. */
  private scene: Scene | null = null;
  private move: Move | null = null;
  private readonly format: Format;
  private readonly words: Words;
  private readonly help;
  private readonly table;
  private readonly picture;
  private readonly breadcrumb;
  private readonly setters;
  private readonly texts;
  private readonly empty;
  private readonly waiting;
  private readonly skeleton = createSkeleton();
  /** All that speaks of numbers. */
  private readonly story = html("div");

  constructor(
    private readonly model: Model<ChartState>,
    private readonly frame: Frame,
    private readonly signal: AbortSignal,
  ) {
    const { messages, status } = frame;
    this.format = createFormat(model.get("locale"), messages.text("unknown_value"));
    this.words = createWords(messages, this.format);
    this.help = createHelp(messages);
    this.table = createTable(messages, status.announce);
    this.picture = this.createPicture();
    this.breadcrumb = createBreadcrumb(messages, frame.title, (level) => this.goTo(level));
    this.setters = createControls(messages, {
      measure: (name) => this.set("measure", name),
      kind: (kind) => this.set("kind", kind),
    });
    this.texts = createTexts(this.words, messages);
    this.empty = createEmpty(messages, () => this.goTo(0));
    this.waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: messages.text("status.silent") }),
      },
      signal,
    );
  }

  start(): void {
    const { model, signal, frame, texts } = this;
    frame.root.setAttribute("aria-describedby", texts.summary.id);
    frame.controls.append(...this.setters.elements, this.help.opener);
    this.story.append(
      this.breadcrumb.element, texts.total, texts.summary, texts.note,
      this.picture.element, this.empty.element, texts.hint, this.table.element,
    );
    frame.body.append(this.skeleton, this.story, this.help.dialog);
    onChange({ model, signal }, ["cube", "path", "measure", "measures", "dimensions", "status"], () => this.refresh());
    onChange({ model, signal }, ["kind"], () => this.switchKind());
    onChange({ model, signal }, ["selected"], () => this.picture.select(model.get("selected")));
    this.picture.select(model.get("selected"));
    this.refresh();
  }

  private createPicture() {
    const { words, format, frame, signal } = this;
    const commands = {
      up: () => this.goTo((this.scene?.path.length ?? 0) - 1),
      table: () => this.table.toggle(),
      help: () => this.help.open(),
      leave: () => frame.root.focus(),
    };
    const actions = {
      open: (mark: Mark, add: boolean) => (mark.opens ? this.drill(mark) : this.choose(mark, add)),
      command: (command: keyof typeof commands) => commands[command](),
      painted: () => this.markPainted(),
    };
    return createPicture({ words, format }, actions, signal);
  }

  private set<Name extends "path" | "selected" | "measure" | "kind">(name: Name, value: ChartState[Name]): void {
    this.model.set(name, value);
    this.model.save_changes();
  }

  private drill(mark: Mark): void {
    this.go([...(this.scene?.path ?? []), mark.step], { focus: "first", direction: "down" });
  }

  /** Up to a level of the path, 0 being the top; focus returns to the mark one came through. */
  private goTo(level: number): void {
    const { path } = this.scene ?? { path: [] };
    const through = path[level];
    if (!through) return this.frame.status.announce(this.frame.messages.text("said.top"));
    this.go(path.slice(0, level), { focus: JSON.stringify(through), direction: "up" });
  }

  private go(path: Step[], move: Move): void {
    this.move = move;
    if (this.model.get("selected").length) this.model.set("selected", []);
    this.set("path", path);
  }

  private choose(mark: Mark, add: boolean): void {
    const { messages, status } = this.frame;
    const selected = toggled(this.model.get("selected"), mark.step, add);
    const isChosen = selected.some((step) => JSON.stringify(step) === mark.key);
    this.set("selected", selected);
    status.announce(messages.text(isChosen ? "said.selected" : "said.cleared", { name: mark.label, count: selected.length }));
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  private refresh(): void {
    const { model, frame, waiting } = this;
    const status = model.get("status");
    const next = this.wanted();
    this.showSetters();
    if (next) this.arrive(next);
    this.skeleton.hidden = this.scene !== null;
    this.story.hidden = this.scene === null;
    frame.body.hidden = !this.scene && status.state === "error";
    if (next || status.state !== "ready") frame.status.show(status);
    if (next || status.state === "error") waiting.stop();
    else waiting.start();
  }

  /** The scene of the asked path and measure; null while the cube does not hold it. */
  private wanted(): Scene | null {
    const { model, frame } = this;
    const cube = model.get("cube");
    if (cube.measure !== model.get("measure")) return null;
    const wording = {
      unknown: frame.messages.text("unknown_value"),
      other: (count: number) => frame.messages.text("other", { count }),
    };
    return sceneOf({ cube, dimensions: model.get("dimensions"), measures: model.get("measures") }, model.get("path"), wording);
  }

  private arrive(next: Scene): void {
    const { frame, words } = this;
    const before = this.scene;
    const hadFocus = frame.root.contains(document.activeElement);
    this.scene = next;
    this.breadcrumb.show(next.crumbs);
    this.texts.show(next);
    this.table.show(tableData(next, words, frame.messages));
    this.draw(hadFocus);
    frame.root.dataset["path"] = keyOf(next.path);
    if (!before) return;
    if (keyOf(before.path) !== keyOf(next.path)) frame.status.announce(words.arrival(next));
    else if (before.measure.name !== next.measure.name) frame.status.announce(this.texts.summary.textContent ?? "");
  }

  private draw(hadFocus: boolean): void {
    const { scene, frame, move } = this;
    if (!scene) return;
    const isEmpty = !scene.marks.length;
    const kind = this.model.get("kind");
    const problem = kind === "pie" && !isEmpty ? pieProblem(scene) : null;
    this.texts.explain(problem ? frame.messages.text(problem, { measure: scene.measure.label }) : "");
    this.empty.show(isEmpty, !scene.path.length);
    this.picture.element.hidden = isEmpty;
    this.table.element.hidden = isEmpty;
    this.move = null;
    this.picture.show(scene, kind, move ? { ...move, focus: hadFocus ? move.focus : null } : undefined);
    if (!isEmpty) return;
    this.markPainted();
    if (hadFocus) this.empty.focus();
  }

  private switchKind(): void {
    const { frame, texts, model } = this;
    const { messages } = frame;
    this.showSetters();
    this.draw(false);
    const said = messages.text("said.kind", { kind: messages.text(`kind.${model.get("kind")}`) });
    frame.status.announce(texts.note.textContent || said);
  }

  private showSetters(): void {
    const { model } = this;
    this.setters.show({ measures: model.get("measures"), measure: model.get("measure"), kind: model.get("kind") });
  }

  private markPainted(): void {
    this.frame.root.dataset["painted"] = "true";
  }
}
