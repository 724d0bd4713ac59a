/** Usage by country: first the ranked list that carries the numbers, then the map that mirrors it. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { Picture, type Move } from "../_kit/chart/picture";
import { button, freshId, html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { obeyKeys } from "../_kit/keyboard";
import { keyOf, onChange, type Model, type Step, type View } from "../_kit/model";
import { createSkeleton } from "../_kit/placeholders";
import { createTable } from "../_kit/table";
import { createWaiting } from "../_kit/waiting";
import { Atlas } from "./atlas";
import { createControls } from "./controls";
import { createLegend } from "./legend";
import { drawList, marksOf } from "./list";
import type { Asked, MapState, Scene, World } from "./state";
import { tableData } from "./table_data";

interface Hosted extends View<MapState> {
  host: { getModel(reference: string): Promise<Model<{ shapes: string }>> };
}

export default {
  render: (view: Hosted) =>
    mount("usage_map", view, (frame, signal) => new UsageMap(view, frame, signal).start(signal)),
};

class UsageMap {
  /** What is on the page; the traits may already ask for more. */
  #scene: Scene | null = null;
  #move: Move | null = null;
  #hasList = false;
  readonly #model: Model<MapState>;
  readonly #frame: Frame;
  readonly #atlas: Atlas;
  readonly #list: Picture;
  readonly #table;
  readonly #breadcrumb;
  readonly #setters;
  readonly #waiting;
  readonly #legend = createLegend();
  readonly #skeleton = createSkeleton();
  readonly #summary = html("p", { class: "uw-summary", dir: "auto", id: freshId() });
  readonly #notes = html("div", { class: "uw-notes" });
  readonly #hint = html("p", { class: "uw-hint", dir: "auto" });
  readonly #empty = html("div", { class: "uw-empty", hidden: true });
  readonly #sides: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #story = html("div");

  constructor(view: Hosted, frame: Frame, signal: AbortSignal) {
    const { messages, status, title } = frame;
    const { text } = messages;
    const model = (this.#model = view.model);
    this.#frame = frame;
    this.#atlas = new Atlas(messages.language, { open: (code) => this.#openCountry(code), pointed: (code) => this.#point(code) }, signal);
    this.#list = new Picture({ open: (index) => this.#open(index), painted: () => this.#listIsThere() }, signal);
    this.#scroller = html("div", { class: "uw-places" }, this.#list.element);
    this.#sides = html("div", { class: "uw-sides" }, this.#scroller, html("div", { class: "uw-map" }, this.#atlas.element, this.#legend.element));
    this.#table = createTable(messages, status.announce);
    this.#breadcrumb = createBreadcrumb(text("path"), text("path.top"), title, (level) => this.#goTo(level));
    this.#setters = createControls(messages, (name, value) => this.#set(name, value));
    const loading = () => status.show({ state: "loading", message: model.get("status").message });
    const silent = () => status.show({ state: "error", message: text("status.silent") });
    this.#waiting = createWaiting({ loading, silent }, signal);
    void this.#drawWorld(view, signal);
  }

  start(signal: AbortSignal): void {
    const model = this.#model;
    const { root, controls, body, messages } = this.#frame;
    const help = createHelp(messages);
    root.setAttribute("aria-describedby", this.#summary.id);
    controls.append(...this.#setters.elements, help.opener);
    this.#story.append(
      this.#breadcrumb.element, this.#summary, this.#sides, this.#empty, this.#notes, this.#hint, this.#table.element,
    );
    body.append(this.#skeleton, this.#story, help.dialog);
    const commands = {
      up: () => this.#goTo(this.#path.length - 1),
      table: () => this.#table.toggle(() => this.#list.focus()),
      help: help.open,
      leave: () => root.focus(),
    };
    obeyKeys(root, commands, signal);
    for (const type of ["pointerover", "pointerleave", "focusin"]) {
      this.#list.element.addEventListener(type, (event) => this.#atlas.light(this.#codeAt(event)), { signal });
    }
    onChange({ model, signal }, ["scene", "path", "measure", "measures", "per_user", "scale", "status"], () => this.#refresh());
    this.#refresh();
  }

  get #path(): Step[] {
    return this.#scene?.asked.path ?? [];
  }

  async #drawWorld({ model, host }: Hosted, signal: AbortSignal): Promise<void> {
    const world = await host.getModel(model.get("world"));
    if (signal.aborted) return;
    this.#atlas.draw(JSON.parse(world.get("shapes")) as World);
    this.#markPainted();
  }

  #set<Name extends "path" | "measure" | "per_user" | "scale">(name: Name, value: MapState[Name]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  #open(index: number): void {
    const step = this.#scene?.rows[index]?.step;
    if (step) this.#go([...this.#path, step], "first");
  }

  /** Into a country, or out of the one that one is in. */
  #openCountry(code: string): void {
    const country: Step = { value: code };
    const isThere = keyOf(this.#model.get("path").slice(0, 1)) === keyOf([country]); // the scene may still be on its way
    if (isThere) this.#go([], keyOf([country]));
    else this.#go([country], "first");
  }

  /** Up to a level of the path, 0 being the world; focus returns to the row one came through. */
  #goTo(level: number): void {
    const through = this.#path[level];
    if (!through) return this.#frame.status.announce(this.#frame.messages.text("said.top"));
    this.#go(this.#path.slice(0, level), keyOf([through]));
  }

  #go(path: Step[], move: Move): void {
    this.#move = move;
    this.#set("path", path);
  }

  #point(code: string | null): void {
    this.#atlas.light(code);
    const at = this.#scene?.rows.findIndex((row) => code !== null && row.code === code) ?? -1;
    for (const row of this.#list.element.querySelectorAll<SVGElement>("[data-index]")) {
      row.classList.toggle("uw-lit", row.dataset["index"] === String(at));
    }
  }

  #codeAt(event: Event): string | null {
    if (event.type === "pointerleave") return null;
    const row = (event.target as Element).closest<SVGElement>("[data-index]");
    return this.#scene?.rows[Number(row?.dataset["index"] ?? -1)]?.code ?? null;
  }

  /** Shows what the kernel has sent; what is asked for and not there yet is waited for. */
  #refresh(): void {
    const model = this.#model;
    const status = model.get("status");
    const scene = model.get("scene");
    const isThere = "asked" in scene;
    const isWanted = isThere && isSame(scene.asked, model);
    this.#setters.show(model);
    if (isThere) this.#show(scene);
    this.#skeleton.hidden = isThere;
    this.#story.hidden = !isThere;
    this.#frame.body.hidden = !isThere && status.state === "error";
    if (isWanted || status.state !== "ready") this.#frame.status.show(status);
    if (isWanted || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
  }

  #show(scene: Scene): void {
    const before = this.#scene;
    if (JSON.stringify(scene) === JSON.stringify(before)) return;
    const inStory = this.#story.contains(document.activeElement);
    this.#scene = scene;
    this.#breadcrumb.show(scene.crumbs);
    this.#summary.textContent = scene.summary;
    this.#summary.hidden = scene.empty !== null; // what is empty says so itself
    this.#notes.replaceChildren(...scene.notes.map((note) => html("p", { class: "uw-context", dir: "auto" }, note)));
    this.#hint.textContent = scene.hint;
    this.#scroller.classList.toggle("uw-scrolls", !scene.asked.path.length);
    this.#atlas.show(scene);
    this.#legend.show(scene.legend);
    this.#draw(scene, inStory, before?.key !== scene.key);
    this.#frame.root.dataset["path"] = scene.key;
    if (before && before.key !== scene.key) this.#tell(scene);
    else if (before && before.summary !== scene.summary) this.#frame.status.announce(scene.summary);
  }

  #draw(scene: Scene, inStory: boolean, isElsewhere: boolean): void {
    const { empty, caption } = scene;
    const move = isElsewhere ? this.#move : null;
    if (isElsewhere) this.#move = null;
    this.#scroller.hidden = this.#hint.hidden = this.#table.element.hidden = Boolean(empty);
    this.#sides.hidden = Boolean(empty) && !Object.keys(scene.marks).length;
    this.#showEmpty(scene);
    this.#table.show(tableData(scene));
    const inList = inStory && !this.#table.element.contains(document.activeElement);
    this.#list.show({
      name: caption,
      marks: marksOf(scene),
      chooses: false,
      draw: (room) => drawList(scene, room),
      tooltip: (index) => tooltipOf(scene, index),
    }, move, move !== null && inList);
    if (!empty) return;
    this.#listIsThere();
    if (inStory) (this.#empty.querySelector("button") ?? this.#frame.root).focus();
  }

  #showEmpty({ empty, asked }: Scene): void {
    this.#empty.hidden = !empty;
    if (!empty) return this.#empty.replaceChildren();
    const back = button(this.#frame.messages.text("empty.back"), { class: "uw-button" }, () => this.#goTo(0));
    back.hidden = !asked.path.length;
    this.#empty.replaceChildren(html("p", { class: "uw-empty-title", dir: "auto" }, empty.title), html("p", { dir: "auto" }, empty.text), back);
  }

  #tell({ crumbs, groups, summary }: Scene): void {
    const { messages, status } = this.#frame;
    status.announce(messages.text("said.level", { place: crumbs.at(-1) ?? messages.text("path.top"), groups, summary }));
  }

  #listIsThere(): void {
    this.#hasList = true;
    this.#markPainted();
  }

  #markPainted(): void {
    if (this.#atlas.isDrawn && this.#hasList) this.#frame.root.dataset["painted"] = "true";
  }
}

/** A name in full, where its row has no room for it. */
function tooltipOf({ rows, heads }: Scene, index: number): Node[] {
  return rows.slice(index, index + 1).flatMap(({ label, value, percent }) => [
    html("strong", { dir: "auto" }, label),
    html("span", { class: "uw-tooltip-value" }, `${heads.value}: ${[value, percent].filter(Boolean).join("  ·  ")}`),
  ]);
}

function isSame({ path, measure, per_user, scale }: Asked, model: Model<MapState>): boolean {
  return (
    keyOf(path) === keyOf(model.get("path")) && measure === model.get("measure") &&
    per_user === model.get("per_user") && scale === model.get("scale")
  );
}
