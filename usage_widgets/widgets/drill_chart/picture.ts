/** The drawn marks as one listbox: draws, redraws on resize, and owns focus, keys and tooltip. */

import { html, svg } from "../_kit/dom";
import type { Format } from "../_kit/format";
import { driveByKeys, rove, type Command } from "../_kit/keyboard";
import { plain } from "../_kit/messages";
import { SlotKeeper } from "../_kit/palette";
import { patterns } from "../_kit/patterns";
import { createTooltip, type Tooltip } from "../_kit/tooltip";
import { drawBars } from "./bars";
import type { Step } from "../_kit/model";
import { pieProblem, type Kind, type Mark, type Scene } from "./cube";
import { drawPie } from "./pie";
import { columnsOf, type Fonts } from "./row";
import type { Words } from "./words";

export interface Drawing {
  options: SVGGElement[];
  /** Decoration below and above the marks. */
  under: SVGElement[];
  over?: SVGElement[];
  height: number;
}

/** Where focus goes with a new scene, and from which side the scene comes in. */
export interface Move {
  focus: string | "first" | null;
  direction: "down" | "up";
}

export interface PictureActions {
  open(mark: Mark, add: boolean): void;
  command(command: Exclude<Command, "open" | "add">): void;
  painted(): void;
}

const WIDEST_PIE = 880; // px: beyond, names and figures of the list drift too far apart
const SHIFT = 12; // px that a new scene comes in by
const SETTLE_MS = 120;

export class Picture {
  readonly element: HTMLElement;
  readonly #listbox = svg("svg", { class: "uw-marks", role: "listbox", "aria-orientation": "vertical" });
  readonly #tooltip: Tooltip;
  readonly #keepers = new Map<string, SlotKeeper>();
  readonly #words: Words;
  readonly #format: Format;
  readonly #actions: PictureActions;
  #scene: Scene | null = null;
  #kind: Kind = "bar";
  #options: SVGGElement[] = [];
  #chosen: string[] = [];
  #current = 0;
  #width = 0;
  /** Grows with the reader's own font and spacing, which move every column. */
  readonly #ruler = html("span", { class: "uw-ruler", "aria-hidden": "true" }, "$0,000.00");
  #ruled = 0;

  constructor(words: Words, format: Format, actions: PictureActions, signal: AbortSignal) {
    this.#words = words;
    this.#format = format;
    this.#actions = actions;
    this.element = html("div", { class: "uw-picture" }, this.#listbox, this.#ruler);
    this.#tooltip = createTooltip(this.element, (index) => this.#tooltipOf(index), signal);
    this.#listen(signal);
  }

  /** Draws now, or as soon as the page has given the picture its width. */
  show(scene: Scene, kind: Kind, move?: Move): void {
    this.#scene = scene;
    this.#kind = kind;
    this.#listbox.setAttribute("aria-label", plain(this.#words.caption(scene)));
    this.#listbox.setAttribute("aria-multiselectable", String(scene.next === null));
    if (this.#width) this.#paint(move);
  }

  select(selected: Step[]): void {
    this.#chosen = selected.map((step) => JSON.stringify(step));
    this.#markChosen();
  }

  #listen(signal: AbortSignal): void {
    const listbox = this.#listbox;
    const keys = {
      numbers: () => this.#scene?.marks.map(({ number }) => number) ?? [],
      moved: (index: number) => this.#focus(index),
      command: (command: Command, index: number) => this.#obey(command, index),
    };
    driveByKeys(listbox, keys, signal);
    listbox.addEventListener("click", (event) => this.#click(event), { signal });
    for (const type of ["pointerover", "pointerleave", "focusin"]) {
      // not on the SVG itself: a focus listener there makes it a tab stop of its own
      this.element.addEventListener(type, (event) => this.#light(event), { signal });
    }
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(this.element);
    observer.observe(this.#ruler);
    addEventListener("beforeprint", () => this.#measure(), { signal }); // the page has taken the paper's width
    signal.addEventListener("abort", () => observer.disconnect());
  }

  #measure(): void {
    const width = this.element.clientWidth;
    const ruled = this.#ruler.offsetWidth;
    if (!width || (width === this.#width && ruled === this.#ruled)) return;
    this.#width = width;
    this.#ruled = ruled;
    this.#paint();
  }

  #paint(move?: Move): void {
    const scene = this.#scene;
    if (!scene) return;
    const hadFocus = this.#listbox.contains(document.activeElement);
    const kept = this.#options[this.#current]?.dataset["key"];
    const restore = this.#tooltip.hold();
    this.#tooltip.close();
    this.#place(this.#draw(scene));
    this.#current = this.#indexOfKey(move ? move.focus : kept);
    rove(this.#options, this.#current);
    this.#markChosen();
    if (move?.focus || hadFocus) this.#options[this.#current]?.focus({ preventScroll: !move });
    if (move) this.#settle(move.direction);
    else restore();
    this.#actions.painted();
  }

  #draw(scene: Scene): Drawing {
    const words = this.#words;
    const columns = (most: number) => columnsOf(scene, words, Math.min(this.#width, most), fontsOf(this.element));
    if (this.#kind === "bar" || pieProblem(scene)) return drawBars(scene, columns(Infinity), words, this.#format);
    const keeper = this.#keepers.get(scene.dimension.name) ?? new SlotKeeper();
    this.#keepers.set(scene.dimension.name, keeper);
    const drawing = drawPie(scene, columns(WIDEST_PIE), words, keeper);
    return { ...drawing, under: [patterns(this.element), ...drawing.under] };
  }

  #place({ options, under, over = [], height }: Drawing): void {
    this.#options = options;
    this.#listbox.setAttribute("height", String(height));
    this.#listbox.setAttribute("viewBox", `0 0 ${this.#width} ${height}`);
    this.#listbox.replaceChildren(...under, ...options, ...over);
  }

  /** The new values are already in place; they only settle in. */
  #settle(direction: Move["direction"]): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const from = `translateX(${direction === "down" ? SHIFT : -SHIFT}px)`;
    this.#listbox.animate([{ transform: from }, { transform: "none" }], { duration: SETTLE_MS, easing: "ease-out" });
  }

  #focus(index: number): void {
    this.#current = index;
    rove(this.#options, index);
    this.#options[index]?.focus();
  }

  #indexOfKey(key: string | null | undefined): number {
    return Math.max(0, this.#options.findIndex((option) => option.dataset["key"] === key));
  }

  #markAt(index: number): Mark | undefined {
    return this.#scene?.marks[index];
  }

  #obey(command: Command, index: number): void {
    const mark = this.#markAt(index);
    if (command === "open" || command === "add") {
      if (mark) this.#actions.open(mark, command === "add");
    } else if (command === "leave" && this.#tooltip.isOpen()) this.#tooltip.close();
    else this.#actions.command(command);
  }

  #click(event: MouseEvent): void {
    const index = indexOf(event.target);
    const mark = this.#markAt(index);
    if (!mark) return;
    this.#focus(index);
    this.#actions.open(mark, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  /** A slice and its row light up together. */
  #light(event: Event): void {
    const index = event.type === "pointerleave" ? -1 : indexOf(event.target);
    for (const part of this.#parts()) part.classList.toggle("uw-lit", indexOf(part) === index);
  }

  #markChosen(): void {
    for (const part of this.#parts()) {
      const isChosen = this.#chosen.includes(this.#markAt(indexOf(part))?.key ?? "");
      part.classList.toggle("uw-chosen", isChosen);
      if (part.role === "option") part.setAttribute("aria-selected", String(isChosen));
    }
  }

  #parts(): NodeListOf<SVGElement> {
    return this.#listbox.querySelectorAll<SVGElement>("[data-index]");
  }

  #tooltipOf(index: number): Node[] {
    const mark = this.#markAt(index);
    const scene = this.#scene;
    if (!mark || !scene) return [];
    const words = this.#words;
    const line = [words.value(scene, mark.number), words.share(mark)].filter(Boolean).join("  ·  ");
    return [
      html("strong", { dir: "auto" }, mark.label),
      html("span", { class: "uw-tooltip-value" }, `${scene.measure.label}: ${line}`),
      html("span", {}, words.markHint(scene, mark, this.#chosen.includes(mark.key))),
    ];
  }
}

function indexOf(part: EventTarget | null): number {
  return Number((part as Element).closest<SVGElement>("[data-index]")?.dataset["index"] ?? -1);
}

function fontsOf(element: Element): Fonts {
  const { fontFamily, letterSpacing } = getComputedStyle(element);
  const spacing = letterSpacing === "normal" ? "0px" : letterSpacing;
  return { label: { face: `13px ${fontFamily}`, spacing }, figure: { face: `500 13px ${fontFamily}`, spacing } };
}
