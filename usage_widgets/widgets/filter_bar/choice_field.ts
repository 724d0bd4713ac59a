/** One dimension: a button that says what is chosen and opens the values to choose from. */

import { button, html } from "../_kit/dom";
import type { Format } from "../_kit/format";
import type { Messages } from "../_kit/messages";
import type { Step, Value } from "../_kit/model";
import { createOptionList } from "./option_list";
import { createPopover } from "./popover";
import { arranged, chosenKeys, keyOf, type Dimension, type Found, type Offer, type Option } from "./state";

const SEARCHED_ABOVE = 50; // values
const PAUSE_MS = 150; // in typing, before the kernel is asked

interface Actions {
  choose(value: Value, isChosen: boolean): void;
  clear(): void;
  search(text: string): void;
}

interface ChoiceState {
  offer: Offer | undefined;
  found: Partial<Found>;
  steps: Step[];
}

export class ChoiceField {
  readonly element: HTMLElement;
  readonly #opener: HTMLButtonElement;
  readonly #list;
  readonly #popover;
  readonly #clear: HTMLButtonElement;
  readonly #search: HTMLInputElement;
  readonly #note = html("p", { class: "uw-choice-note" });
  #state: ChoiceState = { offer: undefined, found: {}, steps: [] };
  #asking = 0;

  constructor(
    readonly dimension: Dimension,
    readonly messages: Messages,
    format: Format,
    readonly actions: Actions,
    signal: AbortSignal,
  ) {
    const { label } = dimension;
    this.#opener = button("", { class: "uw-button uw-choice" }, () => undefined);
    this.#list = createOptionList(messages, format, actions.choose);
    this.#clear = button(messages.text("choice.clear"), { class: "uw-quiet", "aria-label": messages.text("choice.clear_of", { dimension: label }) }, () => this.#clearAll());
    this.#search = this.#createSearch();
    const head = html("div", { class: "uw-popover-head" }, html("strong", {}, label), this.#clear, html("span", { class: "uw-popover-unit", "aria-hidden": "true" }, messages.text("choice.heading")));
    this.#popover = createPopover(this.#opener, label, [head, this.#search, this.#list.element, this.#note], () => this.#open(), signal);
    this.#popover.element.addEventListener("toggle", () => this.#popover.isOpen() && this.#focusFirst());
    signal.addEventListener("abort", () => clearTimeout(this.#asking));
    this.element = html("div", { class: "uw-choice-field" }, this.#opener, this.#popover.element);
  }

  show(state: ChoiceState): void {
    this.#state = state;
    this.#label();
    this.#clear.hidden = !state.steps.length;
    if (!this.#popover.isOpen()) return;
    const hadNone = !this.#list.element.hasChildNodes();
    this.#draw("update");
    if (hadNone && !this.#popover.element.contains(document.activeElement)) this.#focusFirst();
  }

  #createSearch(): HTMLInputElement {
    const words = this.messages.text("choice.search", { dimension: this.dimension.label });
    const search = html("input", { class: "uw-search", type: "text", inputmode: "search", autocomplete: "off", maxlength: 200, placeholder: words, "aria-label": words });
    search.addEventListener("input", () => this.#seek());
    search.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      this.#list.focus();
    });
    return search;
  }

  #open(): void {
    this.#search.value = "";
    this.#draw();
  }

  #focusFirst(): void {
    if (this.#search.hidden) this.#list.focus();
    else this.#search.focus();
  }

  #clearAll(): void {
    this.actions.clear();
    this.#focusFirst();
  }

  get #text(): string {
    return this.#search.value.trim();
  }

  #seek(): void {
    clearTimeout(this.#asking);
    if (this.#isPartial() && this.#text) this.#asking = setTimeout(() => this.actions.search(this.#text), PAUSE_MS);
    this.#draw();
  }

  /** Whether the page holds only some of the values. */
  #isPartial(): boolean {
    const { offer } = this.#state;
    return !!offer && offer.matches > offer.values.length;
  }

  /** The kernel's answer to the text in the field, if it is here. */
  get #answer(): Offer | null {
    const { found } = this.#state;
    return found.dimension === this.dimension.name && found.text === this.#text ? (found as Found) : null;
  }

  #options(): Option[] {
    const { offer, steps } = this.#state;
    if (this.#text && this.#answer) return this.#answer.values;
    return arranged(offer?.values ?? [], chosenKeys(steps), this.#text);
  }

  #draw(how: "draw" | "update" = "draw"): void {
    const options = this.#options();
    this.#search.hidden = !this.#text && (this.#state.offer?.total ?? 0) <= SEARCHED_ABOVE;
    this.#list[how](options, chosenKeys(this.#state.steps));
    this.#note.textContent = this.#noteOn(options.length);
    this.#note.hidden = !this.#note.textContent;
  }

  #noteOn(shown: number): string {
    const { offer } = this.#state;
    const isWaiting = !offer || (this.#text && this.#isPartial() && !this.#answer);
    if (isWaiting && !shown) return this.messages.text("status.loading");
    if (!shown) return this.messages.text(this.#text ? "choice.no_match" : "choice.nothing");
    const count = this.#text ? (this.#answer?.matches ?? shown) : (offer?.total ?? shown);
    return count > shown ? this.messages.text("choice.more", { shown, count }) : "";
  }

  #label(): void {
    const { steps, offer } = this.#state;
    const [only, ...more] = steps;
    const count = this.messages.text("choice.chosen", { count: steps.length });
    const value = !only ? this.messages.text("choice.all") : more.length ? count : labelOf(only, offer, this.messages);
    const pieces = this.messages.pieces("choice", { dimension: this.dimension.label, value: { name: value } });
    this.#opener.replaceChildren(html("span", { class: "uw-choice-text" }, ...pieces.map((piece) => (typeof piece === "string" ? piece : html("bdi", {}, piece.name)))));
    this.#opener.classList.toggle("uw-is-chosen", steps.length > 0);
  }
}

function labelOf(step: Step, offer: Offer | undefined, messages: Messages): string {
  if (!("value" in step)) return "";
  const key = keyOf(step.value);
  const known = offer?.values.find(({ value }) => keyOf(value) === key)?.label;
  return known ?? (step.value === null ? messages.text("unknown_value") : String(step.value));
}
