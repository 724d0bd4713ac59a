/** One line about what is in sight: the period, its grain, and the total where the numbers add up. */

import type { Format } from "../format";
import type { Messages } from "../messages";
import type { Clock } from "./clock";
import type { Scene } from "./scene";
import type { Shown } from "./shown";
import { valueAt, type Track } from "./track";

export function inView(shown: Shown, track: Track, scene: Pick<Scene, "measure" | "whole">, messages: Messages, format: Format, clock: Clock): string {
  const [first, last] = [track[0], track.at(-1)];
  if (!first || !last) return "";
  const totalOf = (key: string, numbers: (number | null | undefined)[], values: { date?: string; isLess?: boolean } = {}): string => {
    const known = numbers.filter((number) => number != null);
    if (!scene.measure.additive || !known.length) return "";
    const value = format.value(known.reduce((sum, number) => sum + number, 0), shown.unit);
    return messages.text(key, { date: values.date ?? "", total: values.isLess ? messages.text("at_least", { value }) : value });
  };
  const been = track.filter(({ known }) => known >= 0);
  const coming = track.filter(({ ahead }) => ahead >= 0); // the running step is in both
  const parts = [
    messages.text(`in_view.${shown.grain}`, { period: clock.sayRange([first.start, last.end], shown.grain) }),
    totalOf("in_view.total", been.flatMap((step) => shown.lines.map((line) => valueAt(line, step))), { isLess: scene.whole.leaves_out ?? false }),
    totalOf("in_view.expected", coming.flatMap(({ ahead }) => shown.lines.map(({ mean }) => mean[ahead])), { date: clock.say(coming[0]?.start ?? 0, shown.grain) }),
  ];
  return parts.filter(Boolean).join(" · ");
}
