/** A panel that a button opens: in the browser's top layer, so that no grid cell clips it, and kept beside its button. */

import { freshId, html } from "../_kit/dom";

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Popover {
  element: HTMLElement;
  isOpen(): boolean;
}

const GAP = 4;
const EDGE = 8;

/** Opens with the button, closes with Escape, a click elsewhere, or when focus goes on. */
export function createPopover(opener: HTMLButtonElement, label: string, content: HTMLElement[], willOpen: () => void, signal: AbortSignal): Popover {
  const element = html("div", { class: "uw-popover", popover: "auto", id: freshId(), role: "group", "aria-label": label }, ...content);
  const isOpen = (): boolean => element.matches(":popover-open");
  const keepPlace = (): void => {
    if (isOpen()) moveTo(element, placeOf(opener.getBoundingClientRect(), sizeOf(element), sizeOf(document.documentElement), isRightToLeft(opener)));
  };
  opener.setAttribute("popovertarget", element.id);
  opener.setAttribute("aria-controls", element.id);
  opener.setAttribute("aria-expanded", "false");
  element.addEventListener("beforetoggle", (event) => {
    const opens = (event as ToggleEvent).newState === "open";
    opener.setAttribute("aria-expanded", String(opens));
    if (opens) willOpen();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    const goesOn = relatedTarget instanceof Node && !element.contains(relatedTarget) && relatedTarget !== opener;
    if (goesOn && isOpen()) element.hidePopover();
  });
  const sizes = new ResizeObserver(keepPlace); // tells of the opening too, before it is painted
  sizes.observe(element);
  signal.addEventListener("abort", () => sizes.disconnect());
  window.addEventListener("scroll", keepPlace, { signal, capture: true, passive: true });
  window.addEventListener("resize", keepPlace, { signal });
  return { element, isOpen };
}

/** Below the button, above it where there is more room, and never outside the window. */
export function placeOf(opener: Box, { width, height }: Size, window: Size, rightToLeft: boolean): { x: number; y: number } {
  const within = (place: number, length: number, room: number): number => Math.max(EDGE, Math.min(place, room - length - EDGE));
  const below = opener.bottom + GAP;
  const above = opener.top - GAP - height;
  const fits = below + height + EDGE <= window.height || above < EDGE;
  return {
    x: within(rightToLeft ? opener.right - width : opener.left, width, window.width),
    y: within(fits ? below : above, height, window.height),
  };
}

function moveTo(element: HTMLElement, { x, y }: { x: number; y: number }): void {
  element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
}

function sizeOf(element: HTMLElement): Size {
  const isPage = element === document.documentElement;
  return isPage ? { width: element.clientWidth, height: innerHeight } : { width: element.offsetWidth, height: element.offsetHeight };
}

function isRightToLeft(element: HTMLElement): boolean {
  return getComputedStyle(element).direction === "rtl";
}
