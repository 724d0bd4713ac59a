/** What Python and the page share of a forecast. */

import type { TimelineState } from "../_kit/timeline/model";

export interface ForecastState extends TimelineState {
  /** By name: how the next steps are made. */
  method: string;
  methods: Method[];
  /** What stands beside the picture; empty while nothing is known. */
  story: Story | Record<string, never>;
}

export interface Method {
  name: string;
  label: string;
}

/** All of it as people read it. */
export interface Story {
  headline: string;
  range: string;
  verdict: { code: string; text: string };
  facts: { name: string; text: string }[];
  /** The methods compared: a heading for each column, and the cells of each row. */
  methods: { columns: string[]; rows: string[][] };
  note: string;
}
