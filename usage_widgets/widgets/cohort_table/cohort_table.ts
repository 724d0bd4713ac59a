/** Who came when, and who stayed: cohorts as a table, whose cells open into their members. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { button, freshId, html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { obeyKeys } from "../_kit/keyboard";
import { onChange, type Model, type Step, type View } from "../_kit/model";
import { createEmpty } from "../_kit/placeholders";
import { fileButtons } from "../_kit/table";
import { createWaiting } from "../_kit/waiting";
import { cohortData, memberData, type CohortState, type CohortStep, type Content, type Name, type Place } from "./content";
import { createGrid } from "./grid";
import { createMembers } from "./members";

const KEYS: [keys: string, message: string][] = [
  ["← → ↑ ↓", "keys.move"],
  ["Home, End", "keys.ends"],
  ["Ctrl + Home, Ctrl + End", "keys.corners"],
  ["Page Up, Page Down", "keys.page"],
  ["Enter, Space", "keys.open"],
  ["Backspace, Alt + ↑, Esc", "keys.up"],
  ["T", "keys.table"],
  ["?", "keys.help"],
];

/** How many columns a sheet of paper has room for, as in cohort_table.css. */
const PRINTED = 12;

export default {
  render: (view: View<CohortState>) =>
    mount("cohort_table", view, (frame, signal) => new CohortTable(view.model, frame, signal).start()),
};

class CohortTable {
  readonly #model: Model<CohortState>;
  readonly #frame: Frame;
  readonly #signal: AbortSignal;
  readonly #grid;
  readonly #members = createMembers();
  readonly #breadcrumb;
  readonly #empty;
  readonly #waiting;
  readonly #select = html("select", { class: "uw-select" });
  readonly #summary = html("p", { class: "uw-summary", dir: "auto", id: freshId() });
  readonly #why = html("p", { class: "uw-why", dir: "auto" });
  readonly #darker = html("span", { dir: "auto" });
  readonly #shown = html("p", { class: "uw-context", dir: "auto" });
  readonly #printed = html("p", { class: "uw-context uw-printed", dir: "auto" });
  readonly #more;
  readonly #notes = html("div", { class: "uw-notes" });
  readonly #story = html("div");
  /** Of what is on the page; the traits may already ask for more. */
  #path = "[]";
  #said = "";

  constructor(model: Model<CohortState>, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    const { text } = messages;
    this.#model = model;
    this.#frame = frame;
    this.#signal = signal;
    this.#grid = createGrid(messages, model.get("locale"), (row, since) => this.#open(row, since));
    this.#breadcrumb = createBreadcrumb(text("path"), text("path.top"), title, (level) => this.#goTo(level));
    const nothing = { title: text("empty.title"), text: "", back: text("path.top") };
    this.#empty = createEmpty(nothing, () => this.#goTo(0));
    this.#more = button("", { class: "uw-button" }, () => this.#set("shows_all", !model.get("shows_all")));
    const say = {
      loading: () => status.show({ state: "loading", message: model.get("status").message }),
      silent: () => status.show({ state: "error", message: text("status.silent") }),
    };
    this.#waiting = createWaiting(say, signal);
  }

  start(): void {
    const { root, controls, body, messages, status } = this.#frame;
    const model = this.#model;
    const help = createHelp(messages, KEYS);
    const field = html("label", { class: "uw-field" }, html("span", {}, messages.text("measure")), this.#select);
    this.#select.addEventListener("change", () => this.#set("measure", this.#select.value as Name));
    controls.append(field, help.opener);
    const files = fileButtons(messages, status.announce, () => this.#data());
    files.append(this.#more);
    const hint = html("p", { class: "uw-hint", dir: "auto" }, messages.text("hint"));
    const cohorts = html("div", { class: "uw-cohorts" }, this.#grid.element, createLegend(messages.text("blank"), this.#darker), this.#shown, this.#printed, hint);
    const table = html("div", { class: "uw-table" }, cohorts, this.#members.element, files);
    this.#story.append(this.#breadcrumb.element, this.#summary, this.#why, table, this.#notes);
    body.append(this.#story, this.#empty.element, help.dialog);
    root.setAttribute("aria-describedby", this.#summary.id);
    const up = (): void => this.#goTo(model.get("path").length - 1);
    const leave = (): void => (model.get("path").length ? up() : root.focus());
    obeyKeys(root, { up, leave, table: () => this.#focus(), help: help.open }, this.#signal);
    onChange({ model, signal: this.#signal }, ["content", "place", "path", "measure", "measures", "notes", "summary_text", "shows_all", "status"], () => this.#show());
    this.#show();
  }

  get #content(): Content | null {
    const content = this.#model.get("content");
    return "rows" in content ? (content as Content) : null;
  }

  /** The members that the path leads to; null at the top, or until they are there. */
  get #place(): Place | null {
    const place = this.#model.get("place");
    const isThere = "path" in place && JSON.stringify(place.path) === JSON.stringify(this.#model.get("path"));
    return isThere ? (place as Place) : null;
  }

  #set<Trait extends "path" | "measure" | "shows_all">(name: Trait, value: CohortState[Trait]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  #open(row: number, since: number | null): void {
    const cohort = this.#content?.rows[row];
    if (!cohort) return; // all cohorts together
    const { messages, status } = this.#frame;
    const over = this.#content?.measures.users.texts[row]?.length ?? 0;
    if (since !== null && since >= over) return status.announce(messages.text("said.unfinished"));
    const path: CohortStep[] = [{ day: cohort.day }, ...(since === null ? [] : [{ value: since }])];
    this.#set("path", path as Step[]);
  }

  #goTo(level: number): void {
    const { messages, status, root } = this.#frame;
    const path = this.#model.get("path");
    if (level < 0 || level >= path.length) return status.announce(messages.text("said.top"));
    if (this.#breadcrumb.element.contains(document.activeElement)) root.focus({ preventScroll: true }); // its crumb goes
    this.#set("path", path.slice(0, level));
  }

  #focus(): void {
    if (this.#place) this.#members.focus();
    else this.#grid.focus();
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #show(): void {
    const model = this.#model;
    const status = model.get("status");
    const content = this.#content;
    const isAtTop = !model.get("path").length;
    const isThere = isAtTop || this.#place !== null;
    this.#showControls();
    if (content && isThere) this.#draw(content, this.#place);
    this.#story.hidden = !content?.rows.length && isAtTop;
    this.#empty.element.querySelector("p:last-of-type")!.textContent = model.get("summary_text");
    this.#empty.show(!content?.rows.length && isAtTop && status.state === "ready", true);
    if (isThere || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
    if (isThere || status.state !== "ready") this.#frame.status.show(status);
    this.#frame.root.dataset["path"] = this.#path;
    this.#frame.root.dataset["painted"] = "true";
  }

  #showControls(): void {
    const model = this.#model;
    const { messages } = this.#frame;
    const options = model.get("measures").map(({ name, label }) => html("option", { value: name }, label));
    if (this.#select.options.length !== options.length) this.#select.replaceChildren(...options);
    this.#select.value = model.get("measure");
    const all = model.get("shows_all");
    this.#more.textContent = messages.text(all ? "show_fewer" : "show_more");
    this.#more.hidden = !(this.#content?.is_cut || all) || this.#place !== null;
  }

  #draw(content: Content, place: Place | null): void {
    const model = this.#model;
    const { messages, root, status } = this.#frame;
    const next = JSON.stringify(model.get("path"));
    const hasMoved = next !== this.#path;
    const isInside = this.#story.contains(document.activeElement) || document.activeElement === root;
    this.#path = next;
    this.#breadcrumb.show(place?.crumbs ?? []);
    this.#breadcrumb.element.hidden = !place;
    this.#summary.textContent = place?.caption ?? model.get("summary_text");
    this.#why.textContent = place?.note ?? "";
    this.#why.hidden = !place?.note;
    this.#shown.textContent = content.shown;
    this.#shown.hidden = !content.shown;
    this.#printed.textContent = messages.text("printed", { shown: PRINTED, count: content.columns });
    this.#printed.hidden = content.columns <= PRINTED;
    const said = [...(place ? [] : [messages.text("overall.about"), ...model.get("notes")])];
    this.#notes.replaceChildren(...said.map((note) => html("p", { class: "uw-context", dir: "auto" }, note)));
    this.#darker.textContent = messages.text(`legend.${["users", "share"].includes(model.get("measure")) ? "share" : "each"}`);
    if (content.rows.length) this.#grid.show(content, model.get("measure"), this.#caption());
    if (place) this.#members.show(place);
    this.#members.element.hidden = !place;
    this.#grid.element.parentElement?.toggleAttribute("hidden", place !== null);
    if (hasMoved && isInside) this.#focus();
    const caption = this.#caption();
    if (hasMoved) status.announce(this.#summary.textContent);
    else if (this.#said && this.#said !== caption) status.announce(caption);
    this.#said = caption;
  }

  #caption(): string {
    const { name, label } = this.#model.get("measures").find((one) => one.name === this.#model.get("measure")) ?? { name: "", label: "" };
    return `${this.#model.get("title")}: ${label || name}`;
  }

  #data(): ReturnType<typeof memberData> {
    const { rows, ...content } = this.#content ?? ({} as Content);
    return this.#place ? memberData(this.#place) : cohortData({ ...content, rows }, this.#model.get("measure"), this.#caption());
  }
}

function createLegend(unfinished: string, darker: HTMLElement): HTMLElement {
  const shades = [1, 2, 3, 4, 5, 6].map((shade) => html("i", { "data-shade": shade, style: `--shade: ${shade}` }));
  const ramp = html("span", { class: "uw-ramp", "aria-hidden": "true" }, ...shades);
  return html("p", { class: "uw-scale", dir: "auto" }, html("span", {}, unfinished), html("span", {}, ramp, darker));
}
