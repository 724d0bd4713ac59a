/** One line about what is in sight: the period, its grain, and the total where the numbers add up. */

import type { Format } from "../format";
import type { Messages } from "../messages";
import type { Clock } from "./clock";
import type { Shown } from "./shown";
import { valueAt, type Track, type TrackStep } from "./track";

export function inView(shown: Shown, track: Track, isAdditive: boolean, messages: Messages, format: Format, clock: Clock): string {
  const [first, last] = [track[0], track.at(-1)];
  if (!first || !last) return "";
  const totalOf = (key: string, isMeant: (step: TrackStep) => boolean): string => {
    const numbers = track.filter(isMeant).flatMap((step) => shown.lines.map((line) => valueAt(line, step)));
    const known = numbers.filter((number) => number !== null);
    if (!isAdditive || !known.length) return "";
    return messages.text(key, { total: format.value(known.reduce((sum, number) => sum + number, 0), shown.unit) });
  };
  const parts = [
    messages.text(`in_view.${shown.grain}`, { period: clock.sayRange([first.start, last.end], shown.grain) }),
    totalOf("in_view.total", ({ known }) => known >= 0),
    totalOf("in_view.expected", ({ known }) => known < 0),
  ];
  return parts.filter(Boolean).join(" · ");
}
