/** Which line a pointer means. */

import { type Plane } from "./plane";
import type { Shown } from "./shown";
import { middleOf, placeAt, type Track, valueAt } from "./track";

const REACH = 12; // px

type Spot = [x: number, y: number];

/** The key of the line that passes a place within reach, or nothing. */
export function nearestLine({ lines }: Pick<Shown, "lines">, track: Track, plane: Plane, spot: Spot): string | null {
  const place = placeAt(track, plane.timeAt(spot[0]));
  const steps = track.slice(Math.max(0, place - 1), place + 2);
  const near = lines.map((line) => {
    const spots = steps.map((step): Spot | null => {
      const value = valueAt(line, step);
      return value === null ? null : [plane.x(middleOf(step)), plane.y(value)];
    });
    return { key: line.key, away: Math.min(...spots.map((from, at) => (from ? distance(spot, from, spots[at + 1] ?? from) : Infinity))) };
  });
  const [best] = near.sort((one, other) => one.away - other.away);
  return best && best.away <= REACH ? best.key : null;
}

/** From a place to the nearest point of a straight piece, in px. */
export function distance([x, y]: Spot, [fromX, fromY]: Spot, [toX, toY]: Spot): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(fromX + share * dx - x, fromY + share * dy - y);
}
