/** Whose a turning wheel is: the page's where it began elsewhere, until it rests; else it zooms, moved sideways it pans. */

import type { Hand } from "./gestures";
import { isWhole, panned, zoomed } from "./window";

type WheelHand = Pick<Hand, "shown" | "plane" | "zoom">;

const REST_MS = 400;
const LINE = 16; // px of a wheel that counts lines
const SPEED = 0.002; // a doubling for 350 px
const PINCH = 5; // times as fast

export function listenToWheel(surface: SVGSVGElement, hand: WheelHand, signal: AbortSignal): void {
  const owner = ownerOf(surface, signal);
  const turn = (event: WheelEvent): void => {
    const [shown, plane] = [hand.shown(), hand.plane()];
    if (!shown || !plane) return;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const by = (isSideways ? event.deltaX || event.deltaY : event.deltaY) * (event.deltaMode ? LINE : 1);
    const goesNowhere = isWhole(shown.window, shown.extent) && (isSideways || by > 0);
    if (!event.ctrlKey && (goesNowhere || !owner.isPlot())) return owner.leaveToPage();
    event.preventDefault();
    const { left, right } = plane;
    const share = (event.clientX - surface.getBoundingClientRect().left - left) / (right - left);
    const factor = Math.exp(by * SPEED * (event.ctrlKey ? PINCH : 1));
    hand.zoom((window, extent, least) => {
      const length = window[1] - window[0]; // several turns may meet in one frame
      return isSideways ? panned(window, (by * length) / (right - left), extent) : zoomed(window, window[0] + share * length, factor, extent, least);
    });
  };
  surface.addEventListener("wheel", turn, { signal, passive: false });
}

interface Owner {
  isPlot(): boolean;
  /** For as long as the wheel does not rest. */
  leaveToPage(): void;
}

/** The plot has the turns that begin on it, under a pointer that went there: not under one that the page was scrolled to. */
function ownerOf(surface: SVGSVGElement, signal: AbortSignal): Owner {
  let last = -Infinity;
  let [hasCome, isPlot] = [false, false];
  const begin = ({ timeStamp, target }: WheelEvent): void => {
    if (timeStamp - last > REST_MS) isPlot = hasCome && surface.contains(target as Node);
    last = timeStamp;
  };
  const listen = { signal, capture: true, passive: true };
  addEventListener("wheel", begin, listen); // before the surface's own
  addEventListener("scroll", () => (hasCome = false), listen);
  surface.addEventListener("pointermove", () => (hasCome = true), { signal });
  return { isPlot: () => isPlot, leaveToPage: () => void (isPlot = false) };
}
