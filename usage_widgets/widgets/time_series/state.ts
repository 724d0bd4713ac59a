/** What Python and the page share of a time series. */

import type { Step } from "../_kit/model";
import type { Grain, TimelineState } from "../_kit/timeline/model";

export interface TimeSeriesState extends TimelineState {
  every: Grain;
  /** The brushed range: two ISO 8601 instants, or nothing. */
  chosen: string[];
  /** Lines that are not drawn. */
  hidden: Step[];
  /** Lines that are chosen on the last level. */
  selected: Step[];
  /** What a line opens into, by name; nothing on the last level. */
  next_level: string;
  /** The steps of the path, by name. */
  crumbs: string[];
}
