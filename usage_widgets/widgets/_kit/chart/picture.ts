/** The drawn marks as one listbox: draws, redraws on resize, and owns focus, moving keys and tooltip. */

import { html, svg, UNSPOKEN } from "../dom";
import { driveByKeys, rove } from "../keyboard";
import type { Drawing, Mark, Room } from "./mark";
import { createTooltip, type Tooltip } from "./tooltip";

/** What is in the picture. */
export interface Content {
  /** What speech calls it; one name, one view. */
  name: string;
  marks: Mark[];
  /** Whether marks are chosen here, several if one likes. */
  chooses: boolean;
  draw(room: Room): Drawing;
  tooltip(index: number, isChosen: boolean): Node[];
}

/** What one opened or came through: the first mark of what is inside, or the key of the mark one level up. */
export type Move = string | "first";

export interface PictureActions {
  open(index: number, add: boolean): void;
  painted(): void;
}

const SHIFT = 12; // px that new content comes in by
const SETTLE_MS = 120;

export class Picture {
  readonly element: HTMLElement;
  readonly #listbox = svg("svg", { class: "uw-marks", role: "listbox", "aria-orientation": "vertical" });
  readonly #tooltip: Tooltip;
  readonly #actions: PictureActions;
  #content: Content | null = null;
  #options: SVGGElement[] = [];
  #chosen: string[] = [];
  #current = 0;
  #pressed: SVGElement | null = null;
  #width = 0;
  /** Grows with the reader's own font and spacing, which move every column. */
  readonly #ruler = html("span", { class: "uw-ruler", ...UNSPOKEN }, "$0,000.00");
  #ruled = 0;

  constructor(actions: PictureActions, signal: AbortSignal) {
    this.#actions = actions;
    this.element = html("div", { class: "uw-picture" }, this.#listbox, this.#ruler);
    this.#tooltip = createTooltip(this.element, (index) => this.#content?.tooltip(index, this.#isChosen(this.#options[index])) ?? [], signal);
    this.#listen(signal);
  }

  /** Draws now, or as soon as the page has given the picture its width. After a move focus may follow. */
  show(content: Content, move: Move | null, follows: boolean): void {
    const isSameView = this.#content?.name === content.name;
    this.#content = content;
    this.#listbox.ariaLabel = content.name;
    this.#listbox.ariaMultiSelectable = String(content.chooses);
    if (this.#width) this.#paint(isSameView, move, follows);
  }

  select(keys: string[]): void {
    this.#chosen = keys;
    this.#markChosen();
  }

  focus(): void {
    this.#focus(this.#current);
  }

  #listen(signal: AbortSignal): void {
    const keys = {
      numbers: () => this.#content?.marks.map(({ number }) => number) ?? [],
      moved: (index: number) => this.#focus(index),
      open: this.#actions.open,
    };
    driveByKeys(this.#listbox, keys, signal);
    this.#listbox.addEventListener("click", (event) => this.#click(event), { signal });
    this.#listbox.addEventListener("mousedown", (event) => (this.#pressed = partOf(event.target)), { signal });
    this.#listbox.addEventListener("mouseup", (event) => this.#release(event), { signal });
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

  #paint(isSameView = true, move: Move | null = null, follows = false): void {
    if (!this.#content) return;
    const hadFocus = this.#listbox.contains(document.activeElement);
    const key = move ?? this.#options[this.#current]?.dataset["key"];
    const restore = this.#tooltip.hold(isSameView);
    this.#place(this.#content.draw({ host: this.element, width: this.#width }));
    this.#current = Math.max(0, this.#options.findIndex((option) => option.dataset["key"] === key));
    rove(this.#options, this.#current);
    this.#markChosen();
    if (follows || hadFocus) this.#options[this.#current]?.focus({ preventScroll: !move });
    if (move) this.#settle(move === "first" ? SHIFT : -SHIFT);
    restore();
    this.#actions.painted();
  }

  #place({ options, parts, height }: Drawing): void {
    this.#options = options;
    this.#listbox.setAttribute("height", String(height));
    this.#listbox.setAttribute("viewBox", `0 0 ${this.#width} ${height}`);
    this.#listbox.replaceChildren(...parts);
  }

  /** The new values are already in place; they only settle in. */
  #settle(shift: number): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.#listbox.animate({ transform: [`translateX(${shift}px)`, "none"] }, { duration: SETTLE_MS, easing: "ease-out" });
  }

  #focus(index: number): void {
    this.#current = index;
    rove(this.#options, index);
    this.#options[index]?.focus();
  }

  /** Where a mark was drawn anew between press and release, the browser sees no click on it. */
  #release(event: MouseEvent): void {
    const pressed = this.#pressed;
    if (event.button || !pressed || pressed.isConnected) return;
    if (partOf(event.target)?.dataset["key"] === pressed.dataset["key"]) this.#click(event);
  }

  #click(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index < 0) return;
    this.#focus(index);
    this.#actions.open(index, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  /** A slice and its row light up together. */
  #light(event: Event): void {
    const index = event.type === "pointerleave" ? -1 : indexOf(event.target);
    for (const part of this.#parts()) part.classList.toggle("uw-lit", indexOf(part) === index);
  }

  #markChosen(): void {
    for (const part of this.#parts()) {
      const isChosen = this.#isChosen(part);
      part.classList.toggle("uw-chosen", isChosen);
      if (part.role === "option") part.ariaSelected = String(isChosen);
    }
  }

  #parts(): NodeListOf<SVGElement> {
    return this.#listbox.querySelectorAll<SVGElement>("[data-index]");
  }

  #isChosen(part: SVGElement | undefined): boolean {
    return this.#chosen.includes(part?.dataset["key"] ?? "");
  }
}

function indexOf(part: EventTarget | null): number {
  return Number(partOf(part)?.dataset["index"] ?? -1);
}

function partOf(target: EventTarget | null): SVGElement | null {
  return (target as Element).closest<SVGElement>("[data-index]");
}
