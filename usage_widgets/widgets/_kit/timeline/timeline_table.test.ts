import { expect, test } from "vitest";
import kit from "../../../messages/en/kit.json";
import words from "../../../messages/en/timeline.json";
import { createFormat } from "../format";
import { createMessages } from "../messages";
import { Clock } from "./clock";
import { inView } from "./in_view";
import type { Shown } from "./shown";
import { timelineTable } from "./timeline_table";
import { trackOf } from "./track";

const HOUR = 3_600_000;
const BERLIN: [number, number][] = [[-1e15, HOUR]];
const midnight = (day: number): number => Date.UTC(2026, 2, day) - HOUR;
const messages = createMessages({ ...kit, ...words }, "en");
const format = createFormat("en", "unknown");
const clock = new Clock(() => BERLIN, messages, "en");

const line = { key: "a", label: "search", slot: 1, values: [10, null, 2.5], mean: [20, 30] };
const shown: Shown = {
  name: "Cost over time", unit: "usd", grain: "day",
  times: [1, 2, 3].map(midnight), end: midnight(4), partial: new Set([2]),
  lines: [line],
  outlook: { times: [4, 5].map(midnight), end: midnight(6), bands: [{ level: 80, low: [18, 25], high: [22, 35] }, { level: 95, low: [15, 20], high: [25, 40] }] },
  moments: [], window: [midnight(1), midnight(6)], extent: [midnight(1), midnight(6)], chosen: null, drag: "select",
};
const track = trackOf(shown);
const texts = (some: Shown, steps = trackOf(some)): string[][] => {
  const { columns, rows } = timelineTable(some, steps, messages, format, clock);
  return [columns.map(({ label }) => label), ...rows.map((row) => row.map(({ text }) => text))];
};

test("a row a step: what is known, so far or expected, with the widest band", () => {
  expect(texts(shown)).toEqual([
    ["Time", "search", "Low (95%)", "High (95%)", "Note"],
    ["Mar 1, 2026", "$10.00", "", "", ""],
    ["Mar 2, 2026", "unknown", "", "", ""],
    ["Mar 3, 2026", "$2.50", "", "", "so far"],
    ["Mar 4, 2026", "$20.00", "$15.00", "$25.00", "forecast"],
    ["Mar 5, 2026", "$30.00", "$20.00", "$40.00", "forecast"],
  ]);
});

test("a running step has two rows: what is known of it, and what is expected of all of it", () => {
  const outlook = { times: [3, 4].map(midnight), end: midnight(5), bands: shown.outlook?.bands ?? [] };
  const running = { ...shown, outlook };
  expect(texts(running, trackOf(running)).slice(3)).toEqual([
    ["Mar 3, 2026", "$2.50", "", "", "so far"],
    ["Mar 3, 2026", "$20.00", "$15.00", "$25.00", "forecast of the whole, with what is known so far"],
    ["Mar 4, 2026", "$30.00", "$20.00", "$40.00", "forecast"],
  ]);
});

test("without a forecast and a running step there is nothing to remark, and files have plain days", () => {
  const past = { ...shown, outlook: null, partial: new Set<number>() };
  expect(texts(past)[0]).toEqual(["Time", "search"]);
  expect(timelineTable(past, trackOf(past), messages, format, clock).rows[0]?.map(({ raw }) => raw)).toEqual(["2026-03-01", 10]);
});

test("the line says the period, the grain and the totals, where numbers add up", () => {
  const whole = { measure: "cost", every: "day" as const, path: [], times: shown.times, end: shown.end, partial: [2], lines: [] };
  const said = (additive: boolean, steps = track, leaves_out = false): string =>
    inView(shown, steps, { measure: { name: "cost", label: "Cost", unit: "usd", additive }, whole: { ...whole, leaves_out } }, messages, format, clock).replaceAll("\u2009", " ");
  expect(said(true)).toBe("In view: Mar 1 – 5, 2026 by day · total $12.50 · forecast from Mar 4, 2026: $50.00");
  expect(said(true, track.slice(0, 1))).toBe("In view: Mar 1, 2026 by day · total $10.00");
  expect(said(true, track.slice(1, 2))).toBe("In view: Mar 2, 2026 by day");
  expect(said(true, track, true)).toBe("In view: Mar 1 – 5, 2026 by day · total ≥\u00a0$12.50 · forecast from Mar 4, 2026: $50.00");
  expect(said(false)).toBe("In view: Mar 1 – 5, 2026 by day");
  const running = trackOf({ ...shown, outlook: { times: [3, 4].map(midnight), end: midnight(5), bands: [] } });
  expect(said(true, running)).toBe("In view: Mar 1 – 4, 2026 by day · total $12.50 · forecast from Mar 3, 2026: $50.00");
});
