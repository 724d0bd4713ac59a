/** Up to when the data are, said as short as today allows. */

import type { Messages } from "../_kit/messages";

export interface AsOf {
  /** Milliseconds since 1970. */
  instant: number;
  zone: string;
  /** The time of day in the zone. */
  time: string;
  /** The same with its date. */
  moment: string;
}

const DAY = { year: "numeric", month: "numeric", day: "numeric" } as const;
const CLOCK = { ...DAY, hour: "numeric", minute: "numeric" } as const;

/** The date unless it is today's; the zone unless the reader's clock shows the same. */
export function asOfText({ instant, zone, time, moment }: AsOf, now: number, messages: Messages, here?: string): string {
  const isToday = said(instant, zone, DAY) === said(now, zone, DAY);
  const isHere = said(instant, zone, CLOCK) === said(instant, here, CLOCK);
  return messages.text(isHere ? "as_of" : "as_of_zone", { time: isToday ? time : moment, zone });
}

function said(instant: number, timeZone: string | undefined, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en", { ...parts, ...(timeZone ? { timeZone } : {}) }).format(instant);
}
