/** What a pointer does with the plot: points, clicks, marks a range, moves, and by its wheel zooms. */

import type { Zoom } from "./cursor";
import type { Range } from "./model";
import type { Plane } from "./plane";
import type { Shown } from "./shown";
import { listenToWheel } from "./wheel";
import { panned } from "./window";

/** What a hand finds, and what it does; places in px from the plot's corner. */
export interface Hand {
  shown(): Shown | null;
  plane(): Plane | null;
  point(x: number, y: number): void;
  leave(): void;
  zoom(change: Zoom): void;
  /** A range of whole steps between two instants: marked while one drags, chosen at the end. */
  mark(one: number, other: number): void;
  choose(): void;
  drop(): void;
  click(x: number, y: number, target: Element, isTouch: boolean): void;
}

const SLACK = 4; // px that a click may move

interface Drag {
  x: number;
  y: number;
  target: Element;
  mode: Shown["drag"];
  window: Range;
  plane: Plane;
  isFar: boolean;
}

export function listenToHand(surface: SVGSVGElement, hand: Hand, signal: AbortSignal): void {
  listenToWheel(surface, hand, signal);
  let drag: Drag | null = null;
  const spot = (event: MouseEvent): [number, number] => {
    const { left, top } = surface.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const down = (event: PointerEvent): void => {
    const [shown, plane] = [hand.shown(), hand.plane()];
    if (!shown || !plane || event.button || !event.isPrimary) return;
    const [x, y] = spot(event);
    const mode = event.shiftKey === (shown.drag === "move") ? "select" : "move";
    drag = { x, y, mode, plane, target: event.target as Element, window: shown.window, isFar: false };
    surface.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const [x, y] = spot(event);
    if (drag || event.pointerType !== "touch") hand.point(x, y);
    if (!drag || !(drag.isFar ||= Math.abs(x - drag.x) > SLACK)) return;
    const { window, plane } = drag;
    const [from, to] = [plane.timeAt(drag.x), plane.timeAt(x)];
    if (drag.mode === "select") hand.mark(from, to);
    else hand.zoom((_, extent) => panned(window, from - to, extent));
  };
  const up = (event: PointerEvent): void => {
    if (!drag) return;
    const { isFar, mode, target, x, y } = drag;
    drag = null;
    if (!isFar) hand.click(x, y, target, event.pointerType === "touch");
    else if (mode === "select") hand.choose();
  };
  const cancel = (): void => {
    if (drag) hand.drop();
    drag = null;
  };
  const leave = (event: PointerEvent): void => {
    if (!drag && event.pointerType !== "touch") hand.leave(); // a finger that is lifted leaves its words behind
  };
  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: cancel, pointerleave: leave };
  surface.addEventListener("mousedown", (event) => event.preventDefault(), { signal }); // which would take focus away, after a touch even at its end
  for (const [type, listener] of Object.entries(listeners)) surface.addEventListener(type, listener as EventListener, { signal });
}
