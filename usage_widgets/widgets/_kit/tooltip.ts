/** A tooltip on hover and on focus. It can be pointed at, and Escape closes it. */

import { html } from "./dom";

export interface Tooltip {
  element: HTMLElement;
  isOpen(): boolean;
  close(): void;
  /** Gives what brings it back to its mark, after the marks were drawn again, or closes it if it was closed. */
  hold(): () => void;
}

const GRACE_MS = 120; // time to move the pointer from the mark onto the tooltip
const GAP = 6;

/** Watches the marks inside `host`, each with its place in data-index, and fills the tooltip with what `content` says of them. */
export function createTooltip(host: HTMLElement, content: (index: number) => Node[], signal: AbortSignal): Tooltip {
  const element = html("div", { class: "uw-tooltip", role: "tooltip", hidden: true });
  let closing = 0;
  let current = { selector: "", x: 0 };

  const stay = (): void => clearTimeout(closing);
  const close = (): void => {
    stay();
    element.hidden = true;
  };
  const closeSoon = (): void => {
    stay();
    closing = setTimeout(close, GRACE_MS);
  };
  const open = (mark: SVGElement, x: number): void => {
    stay();
    element.replaceChildren(...content(Number(mark.dataset["index"])));
    element.hidden = false;
    current = { selector: `${mark.tagName}[data-key="${CSS.escape(mark.dataset["key"] ?? "")}"]`, x };
    place(element, host, mark, x);
  };
  host.append(element);
  watch(host, element, { open, stay, close, closeSoon }, signal);
  const hold = () => {
    const { selector, x } = current;
    const wasOpen = !element.hidden;
    return () => {
      const mark = wasOpen ? host.querySelector<SVGElement>(selector) : null;
      return mark ? open(mark, x) : close();
    };
  };
  return { element, isOpen: () => !element.hidden, close, hold };
}

interface Reactions {
  open(mark: SVGElement, x: number): void;
  stay(): void;
  close(): void;
  closeSoon(): void;
}

function watch(host: HTMLElement, element: HTMLElement, { open, stay, close, closeSoon }: Reactions, signal: AbortSignal): void {
  const over = (event: PointerEvent): void => {
    const mark = markOf(event);
    if (element.contains(event.target as Node)) stay();
    else if (mark && event.pointerType !== "touch") open(mark, event.clientX);
    else closeSoon();
  };
  const focused = (event: FocusEvent): void => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) open(mark, middleOf(mark));
  };
  /** For whoever points while focus is elsewhere; a focused mark's Escape is a command of its own. */
  const escaped = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !markOf(event)) close();
  };
  host.addEventListener("pointerover", over, { signal });
  host.addEventListener("pointerleave", closeSoon, { signal });
  host.addEventListener("focusin", focused, { signal });
  host.addEventListener("focusout", closeSoon, { signal });
  window.addEventListener("keydown", escaped, { signal, capture: true });
  signal.addEventListener("abort", close);
}

function markOf(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>("[data-index]") : null;
}

function middleOf(mark: SVGElement): number {
  const { left, width } = mark.getBoundingClientRect();
  return left + width / 2;
}

/** Above the mark, below it where there is no room, and never outside the host. */
function place(element: HTMLElement, host: HTMLElement, mark: SVGElement, x: number): void {
  const frame = host.getBoundingClientRect();
  const box = (mark.querySelector(".uw-hit") ?? mark).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.max(0, Math.min(frame.width - width, x - frame.left - width / 2));
  const above = box.top - frame.top - height - GAP;
  const top = box.top - height - GAP < 0 ? box.bottom - frame.top + GAP : above;
  element.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}
