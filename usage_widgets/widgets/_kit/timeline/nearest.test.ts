import { expect, test } from "vitest";
import { distance, nearestLine } from "./nearest";
import { planeOf } from "./plane";
import { trackOf } from "./track";

const track = trackOf({ times: [0, 100, 200], end: 300, outlook: null });
const plane = planeOf({ width: 300, height: 100, left: 0, right: 300, top: 0, bottom: 100 }, [0, 300], [0, 100]);
const line = (key: string, values: (number | null)[]) => ({ key, label: key, slot: 1, values, mean: [] });
const lines = [line("flat", [50, 50, 50]), line("steep", [0, 100, null])];

test.each([
  [[150, 45], "flat", "close to a line"],
  [[120, 30], "steep", "between two steps of a steep line"],
  [[250, 55], "flat", "past the last middle"],
  [[250, 20], null, "far from every line"],
  [[200, 2], null, "where a line has a gap"],
] as [[number, number], string | null, string][])("at %j %s is meant: %s", (spot, key) => expect(nearestLine({ lines }, track, plane, spot)).toBe(key));

test("without lines none is meant", () => expect(nearestLine({ lines: [] }, track, plane, [1, 1])).toBeNull());

test("away from a straight piece, from its ends and from a piece without length", () => {
  expect(distance([5, 3], [0, 0], [10, 0])).toBe(3);
  expect(distance([14, 3], [0, 0], [10, 0])).toBe(5);
  expect(distance([3, 4], [0, 0], [0, 0])).toBe(5);
});
