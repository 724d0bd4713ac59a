/** The slots' second channel: fill patterns, shown in forced colours and in print (tokens.css turns them on). */

import { freshId, svg } from "../dom";

const SIZE = 8;
const BACKGROUND = `M0 0h${SIZE}v${SIZE}h-${SIZE}z`;
/** By slot: grey, plain, diagonal, dots, cross-hatch, horizontal, vertical. */
const SHAPES = [
  "M0 4h3M4 0v3",
  BACKGROUND,
  "M-2 2l4 -4M0 8l8 -8M6 10l4 -4",
  "M2 2h.01M6 6h.01",
  "M0 8l8 -8M0 0l8 8",
  "M0 2h8M0 6h8",
  "M2 0v8M6 0v8",
];

/** Definitions for one picture. `host` learns their ids as --uw-pattern-0 to --uw-pattern-6. */
export function patterns(host: HTMLElement): SVGDefsElement {
  const made = SHAPES.map((shape, slot) => {
    const id = freshId();
    host.style.setProperty(`--uw-pattern-${slot}`, `url(#${id})`);
    return svg(
      "pattern",
      { id, class: "uw-pattern", "data-slot": slot, width: SIZE, height: SIZE, patternUnits: "userSpaceOnUse" },
      svg("path", { class: "uw-pattern-ground", d: BACKGROUND }),
      svg("path", { class: slot === 1 ? "uw-pattern-plain" : "uw-pattern-line", d: shape }),
    );
  });
  return svg("defs", {}, ...made);
}
