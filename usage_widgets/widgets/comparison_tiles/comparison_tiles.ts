/** Two periods, or two groups, set against each other: a tile a figure, and below them what the opened one is made of. */

import { freshId, html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { createHelp } from "../_kit/help";
import { KEY_HELP, obeyKeys } from "../_kit/keyboard";
import { keyOf, onChange, type Model, type Step, type View } from "../_kit/model";
import { createEmpty, createSkeleton } from "../_kit/placeholders";
import { createTable } from "../_kit/table";
import { createSelectField } from "../_kit/timeline/select_field";
import { createWaiting } from "../_kit/waiting";
import { createListBox } from "./choosing";
import { createDetail } from "./detail";
import type { Board, ComparisonState, Tile } from "./state";
import { tileOf } from "./tiles";

const LACKS = ["keys.page", "keys.add", "keys.move", "keys.open", "keys.leave"];
const KEYS: [string, string][] = [
  ["← → ↑ ↓", "keys.between"],
  ["Enter, Space", "keys.opens"],
  ["Esc", "keys.back"],
  ...KEY_HELP.filter(([, message]) => !LACKS.includes(message)),
];

export default {
  render: (view: View<ComparisonState>) =>
    mount("comparison_tiles", view, (frame, signal) => new ComparisonTiles(view.model, frame, signal).start(signal)),
};

class ComparisonTiles {
  /** What is on the page; the traits may already ask for more. */
  #board: Board | null = null;
  /** Where focus goes once what was opened or left is there. */
  #move: { into: boolean; key: string | undefined } | null = null;
  readonly #model: Model<ComparisonState>;
  readonly #frame: Frame;
  readonly #pair = html("p", { class: "uw-pair", dir: "auto", id: freshId() });
  readonly #sides = html("p", { class: "uw-pair-sides" });
  readonly #notes = html("ul", { class: "uw-pair-notes" });
  readonly #hint;
  readonly #tiles;
  readonly #detail;
  readonly #table;
  readonly #empty;
  readonly #waiting;
  readonly #period;
  readonly #against;
  readonly #skeleton = createSkeleton();
  readonly #story = html("div");

  constructor(model: Model<ComparisonState>, frame: Frame, signal: AbortSignal) {
    const { messages, status } = frame;
    this.#model = model;
    this.#frame = frame;
    this.#hint = html("p", { class: "uw-hint", dir: "auto" }, messages.text("hint"));
    this.#tiles = createListBox("uw-compared", (name) => this.#toggle(name), signal);
    this.#detail = createDetail(frame, { open: (step) => this.#into(step), goTo: (level) => this.#goTo(level) }, signal);
    this.#table = createTable(messages, status.announce);
    this.#empty = createEmpty({ title: messages.text("empty.title"), text: messages.text("empty.text"), back: "" }, () => undefined);
    this.#period = createSelectField(messages.text("period"), (name) => this.#set("period", name));
    this.#against = createSelectField(messages.text("against"), (name) => this.#set("against", name));
    this.#waiting = createWaiting(
      {
        loading: () => status.show({ state: "loading", message: model.get("status").message }),
        silent: () => status.show({ state: "error", message: messages.text("status.silent") }),
      },
      signal,
    );
  }

  start(signal: AbortSignal): void {
    const { root, controls, body, messages } = this.#frame;
    const help = createHelp(messages, KEYS);
    root.setAttribute("aria-describedby", this.#pair.id);
    controls.append(this.#period.element, this.#against.element, help.opener);
    this.#story.append(
      this.#pair, this.#sides, this.#tiles.element, this.#empty.element, this.#notes,
      this.#detail.element, this.#hint, this.#table.element,
    );
    body.append(this.#skeleton, this.#story, help.dialog);
    const up = (): void => this.#goTo(this.#path.length - 1);
    const commands = {
      up,
      table: () => this.#table.toggle(() => this.#tiles.focus()),
      help: help.open,
      leave: () => (this.#path.length ? up() : root.focus()),
    };
    obeyKeys(root, commands, signal);
    onChange({ model: this.#model, signal }, ["board", "path", "period", "against", "periods", "againsts", "status"], () => this.#refresh());
    this.#refresh();
  }

  /** Where one wants to be; the board may still show where one was. */
  get #path(): Step[] {
    return this.#model.get("path");
  }

  #set<Name extends "path" | "period" | "against">(name: Name, value: ComparisonState[Name]): void {
    this.#model.set(name, value);
    this.#model.save_changes();
  }

  /** Opens a figure, or closes it where it is open. */
  #toggle(name: string): void {
    const isOpen = keyOf(this.#path.slice(0, 1)) === keyOf([{ value: name }]);
    this.#move = { into: !isOpen, key: name };
    this.#set("path", isOpen ? [] : [{ value: name }]);
  }

  #into(step: Step): void {
    this.#move = { into: true, key: undefined };
    this.#set("path", [...this.#path, step]);
  }

  /** Up to a level of the path, 0 being the top; focus returns to the mark one came through. */
  #goTo(level: number): void {
    const through = this.#path[level];
    if (!through) return this.#frame.status.announce(this.#frame.messages.text("said.top"));
    this.#move = level ? { into: true, key: keyOf(through) } : { into: false, key: nameOf(through) };
    this.#set("path", this.#path.slice(0, level));
  }

  /** Shows what the traits ask for, or goes on showing what is there until the kernel has sent it. */
  #refresh(): void {
    const model = this.#model;
    const status = model.get("status");
    const board = model.get("board");
    const isThere = "tiles" in board && keyOf(board.path) === keyOf(model.get("path"));
    this.#period.show(model.get("periods"), model.get("period"));
    this.#against.show(model.get("againsts"), model.get("against"));
    if (isThere) this.#show(board as Board);
    const isBare = !this.#board;
    this.#skeleton.hidden = !isBare;
    this.#story.hidden = isBare;
    this.#frame.body.hidden = isBare && status.state === "error";
    if (isThere || status.state !== "ready") this.#frame.status.show(status);
    if (isThere || status.state === "error") this.#waiting.stop();
    else this.#waiting.start();
  }

  #show(board: Board): void {
    const before = this.#board;
    if (JSON.stringify(board) === JSON.stringify(before)) return;
    const inStory = this.#story.contains(document.activeElement);
    this.#board = board;
    this.#pair.textContent = board.pair;
    this.#sides.replaceChildren(...board.sides.map(sideOf));
    this.#notes.replaceChildren(...board.notes.map((note) => html("li", {}, html("span", { dir: "auto" }, note))));
    this.#notes.hidden = !board.notes.length;
    this.#drawTiles(board);
    this.#empty.show(board.empty, true);
    this.#hint.hidden = board.empty || board.detail !== null;
    this.#detail.show(board.detail);
    this.#table.show(board.table);
    this.#follow(inStory);
    if (before) this.#tell(before, board);
    this.#frame.root.dataset["path"] = keyOf(board.path);
    this.#frame.root.dataset["painted"] = "true";
  }

  #drawTiles({ tiles, path, pair, empty }: Board): void {
    const opened = path[0] && nameOf(path[0]);
    const option = (tile: Tile) => ({ key: tile.name, number: null, element: tileOf(tile, tile.name === opened) });
    this.#tiles.element.hidden = this.#sides.hidden = empty;
    this.#tiles.show(pair, tiles.map(option));
  }

  /** Focus goes where one has gone, unless one is elsewhere by now. */
  #follow(inStory: boolean): void {
    const move = this.#move;
    this.#move = null;
    if (!move || !inStory) return;
    if (move.into) this.#detail.focus(move.key);
    else this.#tiles.focus(move.key);
  }

  #tell(before: Board, board: Board): void {
    const { status } = this.#frame;
    if (keyOf(before.path) !== keyOf(board.path)) status.announce(board.detail ? [board.detail.caption, ...board.detail.explanation.slice(0, 1)].join(". ") : board.pair);
    else if (before.pair !== board.pair) status.announce(board.pair);
  }
}

function nameOf(step: Step): string {
  return "value" in step ? String(step.value) : "";
}

function sideOf(name: string, at: number): HTMLElement {
  return html("span", { class: "uw-pair-side" }, html("i", { class: at ? "uw-dashed" : "uw-solid" }), html("bdi", {}, name));
}
