/** One line about what is in sight: the period, its grain, and the total where the numbers add up. */

import type { Format } from "../format";
import type { Messages } from "../messages";
import type { Clock } from "./clock";
import type { Scene } from "./scene";
import type { Shown } from "./shown";
import { valueAt, type Track, type TrackStep } from "./track";

export function inView(shown: Shown, track: Track, scene: Pick<Scene, "measure" | "whole">, messages: Messages, format: Format, clock: Clock): string {
  const [first, last] = [track[0], track.at(-1)];
  if (!first || !last) return "";
  const totalOf = (key: string, isMeant: (step: TrackStep) => boolean, isLess?: boolean): string => {
    const numbers = track.filter(isMeant).flatMap((step) => shown.lines.map((line) => valueAt(line, step)));
    const known = numbers.filter((number) => number !== null);
    if (!scene.measure.additive || !known.length) return "";
    const value = format.value(known.reduce((sum, number) => sum + number, 0), shown.unit);
    return messages.text(key, { total: isLess ? messages.text("at_least", { value }) : value });
  };
  const parts = [
    messages.text(`in_view.${shown.grain}`, { period: clock.sayRange([first.start, last.end], shown.grain) }),
    totalOf("in_view.total", ({ known }) => known >= 0, scene.whole.leaves_out),
    totalOf("in_view.expected", ({ known }) => known < 0),
  ];
  return parts.filter(Boolean).join(" · ");
}
