/** A tooltip on hover and on focus. It can be pointed at, and Escape closes it. */

import { html } from "../dom";

export interface Tooltip {
  /** Closes it for a redraw, and gives what brings it back to its mark. With another view it stays closed until the reader moves on. */
  hold(isSameView: boolean): () => void;
}

const GRACE_MS = 120; // time to move the pointer from the mark onto the tooltip
const GAP = 6;

/** Watches the marks inside `host`, each with its place in data-index, and fills the tooltip with what `content` says of them. */
export function createTooltip(host: HTMLElement, content: (index: number) => Node[], signal: AbortSignal): Tooltip {
  const element = html("div", { class: "uw-tooltip", role: "tooltip", hidden: true });
  let anchor: { selector: string; x: number | undefined } = { selector: "", x: 0 };
  const open = (mark: SVGElement, x?: number): void => {
    element.replaceChildren(...content(Number(mark.dataset["index"])));
    element.hidden = false;
    anchor = { selector: `${mark.tagName}[data-key="${CSS.escape(mark.dataset["key"] ?? "")}"]`, x };
    place(element, host, mark, x);
  };
  host.append(element);
  const rest = watch(host, element, open, signal);
  const hold = (isSameView: boolean) => {
    const { selector, x } = anchor;
    const wasOpen = isSameView && !element.hidden;
    element.hidden = true;
    if (!isSameView) rest();
    return () => {
      const mark = wasOpen && host.querySelector<SVGElement>(selector);
      element.hidden = true; // the mark that has got focus again may have opened it
      if (mark) open(mark, x);
    };
  };
  return { hold };
}

/** Gives what makes it rest: then neither a mark that comes under a still pointer opens it, nor one that focus is put on. */
function watch(host: HTMLElement, element: HTMLElement, open: (mark: SVGElement, x?: number) => void, signal: AbortSignal): () => void {
  let resting = false;
  let closing = 0;
  const closeSoon = (): void => {
    clearTimeout(closing);
    closing = setTimeout(() => element.toggleAttribute("hidden", true), GRACE_MS);
  };
  const meet = (mark: SVGElement | null, x?: number): void => {
    if (!mark || resting) return closeSoon();
    clearTimeout(closing);
    open(mark, x);
  };
  const over = (event: PointerEvent): void => {
    if (element.contains(event.target as Node)) clearTimeout(closing);
    else meet(event.pointerType === "touch" ? null : markOf(event), event.clientX);
  };
  const focused = (event: FocusEvent): void => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) meet(mark);
  };
  const moved = (): void => {
    resting = false;
  };
  /** Heard on the whole page, for whoever points while focus is elsewhere; inside, Escape means no more than this. */
  const pressed = (event: KeyboardEvent): void => {
    moved();
    if (event.key !== "Escape" || element.hidden) return;
    element.hidden = true;
    if (host.contains(event.target as Node)) event.stopPropagation();
  };
  host.addEventListener("pointermove", moved, { signal });
  host.addEventListener("pointerover", over, { signal });
  host.addEventListener("pointerleave", closeSoon, { signal });
  host.addEventListener("focusin", focused, { signal });
  host.addEventListener("focusout", closeSoon, { signal });
  addEventListener("keydown", pressed, { signal, capture: true });
  return () => {
    resting = true;
  };
}

function markOf(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>("[data-index]") : null;
}

/** At `x` or in the middle, above the mark or below it, where it leaves the host, the words above that and the mark with focus in sight. */
function place(element: HTMLElement, host: HTMLElement, mark: SVGElement, x: number | undefined): void {
  const frame = host.getBoundingClientRect();
  const box = boxOf(mark);
  const focused = host.querySelector("[data-index]:focus");
  const kept = focused && boxOf(focused);
  const { offsetWidth: width, offsetHeight: height } = element;
  const above = box.top - height - GAP;
  const below = box.bottom + GAP;
  const hides = (top: number) => kept && top < kept.bottom && top + height > kept.top;
  const fits = above >= Math.max(0, frame.top) && !hides(above);
  const top = fits || hides(below) ? above : below;
  const left = Math.max(0, Math.min(frame.width - width, (x ?? box.left + box.width / 2) - frame.left - width / 2));
  element.style.translate = `${Math.round(left)}px ${Math.round(top - frame.top)}px`;
}

function boxOf(mark: Element): DOMRect {
  return (mark.querySelector(".uw-hit") ?? mark).getBoundingClientRect();
}
