/** The tooltip of a step: beside its rule, never over it. Escape closes it until the reader moves on. */

import { html, UNSPOKEN } from "../dom";
import type { Plane } from "./plane";

const GAP = 18; // px between the rule and the words
const GRACE_MS = 120; // time to move the pointer from the plot onto the words

export class Readout {
  /** What speech says is in the slider's value. */
  readonly element = html("div", { class: "uw-tooltip uw-readout", ...UNSPOKEN, hidden: true });
  #closing = 0;
  readonly #host: HTMLElement;

  /** `isLater`: whether Escape inside of the host first means something else. */
  constructor(host: HTMLElement, { isLater, closed }: { isLater(): boolean; closed(): void }, signal: AbortSignal) {
    this.#host = host;
    const close = (event: KeyboardEvent): void => {
      const isInside = host.contains(event.target as Node);
      if (event.key !== "Escape" || this.element.hidden || (isInside && isLater())) return;
      closed();
      this.close();
      if (isInside) event.stopPropagation();
    };
    this.element.addEventListener("pointerenter", () => clearTimeout(this.#closing), { signal });
    this.element.addEventListener("pointerleave", () => this.closeSoon(), { signal });
    addEventListener("keydown", close, { signal, capture: true });
    signal.addEventListener("abort", () => clearTimeout(this.#closing));
  }

  show(content: Node[], x: number, plane: Plane): void {
    clearTimeout(this.#closing);
    this.element.replaceChildren(...content);
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const [after, before] = [x + GAP, x - GAP - width];
    const isBeside = after + width <= plane.width || before >= 0;
    this.element.style.pointerEvents = isBeside ? "none" : ""; // beside the rule it gives way to it
    const { top, bottom } = this.#host.getBoundingClientRect();
    const fitsBelow = bottom + height <= innerHeight || top < height;
    const left = !isBeside ? Math.max(0, Math.min(plane.width - width, x - width / 2)) : after + width <= plane.width ? after : before;
    this.element.style.translate = `${Math.round(left)}px ${isBeside ? plane.top : fitsBelow ? plane.height : -height}px`;
  }

  close(): void {
    clearTimeout(this.#closing);
    this.element.hidden = true;
  }

  closeSoon(): void {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => this.close(), GRACE_MS);
  }
}
