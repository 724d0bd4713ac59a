/** How the plot's room is shared out: words on the left, below and above, numbers on the right, the picture between them. */

import type { Format } from "../format";
import { reachOf } from "./domain";
import type { Moment } from "./model";
import { LANE, lanesFor } from "./moments";
import { type Plane, planeOf } from "./plane";
import type { Shown } from "./shown";
import { valueTicks } from "./ticks";
import type { Track } from "./track";

const NARROW = 480;
const HEIGHT = 260;
const NARROW_HEIGHT = 200;
const ABOVE = 12; // px for half a word and half a dot
const BELOW = 40; // two rows of words
const ENDS = 34;
const LEVELS = 38;
const EDGE = 12;
const BESIDE = 10;
const PX_PER_TICK = 56;

export interface Layout {
  plane: Plane;
  values: { at: number; text: string }[];
  /** For the labels of moments. */
  lanes: number;
}

/** `steps` are those in sight; `forecast` is where what is expected begins, and the word for it. */
export function layOut(shown: Shown, steps: Track, forecast: Moment | null, width: number, format: Format, widthOf: (text: string) => number): Layout {
  const plot = width < NARROW ? NARROW_HEIGHT : HEIGHT;
  const lanes = lanesFor(shown.moments, forecast, shown.extent, width, widthOf);
  const count = Math.floor(plot / PX_PER_TICK);
  const reach = reachOf(shown, steps, count);
  const values = valueTicks(reach, count, shown.unit).map((at) => ({ at, text: format.tick(at, shown.unit) }));
  const top = ABOVE + lanes * LANE;
  const left = BESIDE + Math.ceil(Math.max(0, ...values.map(({ text }) => widthOf(text))));
  const right = width - (shown.outlook?.bands.length ? LEVELS : shown.lines.length > 1 ? ENDS : EDGE);
  const edges = { width, height: top + plot + BELOW, left, right, top, bottom: top + plot };
  return { plane: planeOf(edges, shown.window, reach), values, lanes };
}
