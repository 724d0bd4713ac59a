/** Groups over several dimensions: in a notebook the analyst's grid with our table below, elsewhere our table. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { onChange, type Model, type View } from "../_kit/model";
import { afterChoosing, chosenOf, includes, selectedOf } from "./choice";
import { contentOf, type Row, type TableState } from "./content";
import { hostGrid, type HostedGrid } from "./grid";
import { createOwnTable } from "./own_table";

export default {
  render: (view: View<TableState>) => mount("usage_table", view, (frame, signal) => new UsageTable(view.model, frame, signal).start()),
};

class UsageTable {
  readonly #model: Model<TableState>;
  readonly #frame: Frame;
  readonly #signal: AbortSignal;
  readonly #own;
  readonly #breadcrumb;
  readonly #choose: ((row: Row, add: boolean) => void) | null;
  readonly #summary = html("p", { class: "uw-summary", dir: "auto" });
  readonly #empty: HTMLElement;
  readonly #story = html("div");
  readonly #place = html("div", { class: "uw-analyst" });
  #grid: HostedGrid | null = null;
  #hosting = new AbortController();

  constructor(model: Model<TableState>, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    this.#model = model;
    this.#frame = frame;
    this.#signal = signal;
    this.#choose = model.get("is_choosable") ? (row, add) => this.#pick(row, add) : null;
    this.#own = createOwnTable(messages, status.announce, this.#choose);
    const goTo = (level: number): void => {
      frame.root.focus({ preventScroll: true }); // its crumb goes
      this.#set("path", model.get("path").slice(0, level));
    };
    this.#breadcrumb = createBreadcrumb(messages.text("path"), messages.text("path.top"), title, goTo);
    const nothing = html("p", { class: "uw-empty-title", dir: "auto" }, messages.text("empty.title"));
    this.#empty = html("div", { class: "uw-empty" }, nothing, html("p", { dir: "auto" }, messages.text("empty.text")));
  }

  start(): void {
    const model = this.#model;
    const signal = this.#signal;
    this.#frame.body.append(this.#breadcrumb.element, this.#summary, this.#empty, this.#story);
    onChange({ model, signal }, ["content", "status"], () => this.#show());
    onChange({ model, signal }, ["selected"], () => this.#mark());
    onChange({ model, signal }, ["grid"], () => this.#host());
    signal.addEventListener("abort", () => this.#hosting.abort());
    this.#arrange();
    this.#show();
    this.#host();
  }

  #set<Name extends "path" | "selected">(name: Name, value: TableState[Name]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  #pick(row: Row, add: boolean): void {
    const { messages, status } = this.#frame;
    const chosen = afterChoosing(chosenOf(this.#model.get("selected")), row.values, add);
    this.#set("selected", selectedOf(chosen));
    const name = row.texts.slice(0, row.values.length).join(" · ");
    status.announce(messages.text(includes(chosen, row.values) ? "said.chosen" : "said.cleared", { name }));
  }

  #show(): void {
    const model = this.#model;
    const content = contentOf(model.get("content"));
    const status = model.get("status");
    this.#breadcrumb.show(content.crumbs);
    this.#breadcrumb.element.hidden = !content.crumbs.length;
    this.#summary.textContent = content.summary;
    this.#empty.hidden = content.rows.length > 0 || status.state !== "ready";
    this.#story.hidden = !content.rows.length;
    this.#own.show(content);
    this.#grid?.show(content);
    this.#mark();
    this.#frame.status.show(status);
    this.#frame.root.dataset["path"] = JSON.stringify(model.get("path"));
    this.#frame.root.dataset["painted"] = "true";
  }

  #mark(): void {
    const chosen = chosenOf(this.#model.get("selected"));
    this.#own.mark(chosen);
    this.#grid?.mark(chosen);
  }

  /** Our table is there at once; the grid takes its place when the page has it. */
  async #host(): Promise<void> {
    const reference = this.#model.get("grid");
    this.#hosting.abort();
    this.#hosting = new AbortController();
    this.#grid = null;
    if (reference) this.#grid = await hostGrid(this.#model, reference, this.#place, this.#choose, this.#hosting.signal);
    this.#arrange();
    this.#grid?.show(contentOf(this.#model.get("content")));
    this.#mark();
  }

  #arrange(): void {
    const { messages, root } = this.#frame;
    const hint = html("p", { class: "uw-hint", dir: "auto", hidden: !this.#choose }, messages.text("hint"));
    const line = html("summary", { class: "uw-summary-line" }, messages.text("table.title"));
    const twin = html("details", { class: "uw-twin" }, line, this.#own.element);
    root.toggleAttribute("data-grid", this.#grid !== null);
    this.#story.replaceChildren(...(this.#grid ? [this.#place, hint, twin] : [this.#own.element, hint]));
  }
}
