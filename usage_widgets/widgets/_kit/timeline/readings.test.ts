import { expect, test } from "vitest";
import de from "../../../messages/de/timeline.json";
import en from "../../../messages/en/timeline.json";
import { createFormat } from "../format";
import { createMessages } from "../messages";
import { Clock } from "./clock";
import { type How, Readings } from "./readings";
import type { Shown } from "./shown";
import { trackOf } from "./track";

const DAY = 86_400_000;
const day = (date: number): number => Date.UTC(2026, 2, date);
const line = (label: string, values: (number | null)[], mean: number[] = []) => ({ key: label, label, slot: 1, values, mean });

function shown(over: Partial<Shown> = {}): Shown {
  const span: Shown["window"] = [day(3), day(7)];
  return {
    name: "Cost over time", unit: "usd", grain: "day", times: [day(3), day(4)], end: day(5), partial: new Set([1]),
    lines: [line("Search", [120.1, 50]), line("Chat", [300, null])], outlook: null, moments: [], window: span, extent: span, chosen: null, drag: "select",
    ...over,
  };
}

function spoken(picture: Shown, place: number, { locale = "en", current = "", marked = null, extreme = null }: { locale?: string; current?: string } & Partial<How> = {}): string {
  const messages = createMessages(locale === "de" ? { language: "de", ...de } : { language: "en", ...en }, locale);
  const readings = new Readings(messages, createFormat(locale, "unknown"), new Clock(() => [[0, 0]], messages, locale));
  return readings.spoken(picture, trackOf(picture)[place]!, current, { marked, extreme }).replace(/\s/g, " ");
}

const outlook = { times: [day(5), day(6)], end: day(7), bands: [{ level: 80, low: [300, 290], high: [500, 520] }] };
const forecast = shown({ lines: [line("Total", [420.1, 50], [410, 405])], outlook });

test("the largest comes first, but for the current line", () => {
  expect(spoken(shown(), 0)).toBe("Mar 3, 2026: Chat $300.00; Search $120.10");
  expect(spoken(shown(), 0, { current: "Search" })).toBe("Mar 3, 2026: Search $120.10; Chat $300.00");
});

test("what one was sent to says so first", () => {
  expect(spoken(shown(), 0, { current: "Search", extreme: "largest" })).toBe("Largest value of Search in view. Mar 3, 2026: Search $120.10; Chat $300.00");
  expect(spoken(shown(), 0, { current: "Search", extreme: "smallest", locale: "de" })).toMatch(/^Kleinster Wert von Search im Ausschnitt\. 3/);
});

test("a step that is not over says so, and what is unknown comes last", () => {
  expect(spoken(shown(), 1)).toBe("Mar 4, 2026, so far: Search $50.00; Chat unknown");
});

test("what is expected says how sure it is", () => {
  expect(spoken(forecast, 2)).toBe("Mar 5, 2026, forecast: Total $410.00; 80% range $300.00 to $500.00");
  expect(spoken(forecast, 2, { locale: "de" })).toBe("5. März 2026, Prognose: Total 410,00 $; 80-%-Bereich 300,00 $ bis 500,00 $");
});

test("a running step has both", () => {
  const running = { ...forecast, outlook: { ...outlook, times: [day(4), day(5)], end: day(6) } };
  expect(spoken(running, 1)).toBe("Mar 4, 2026, so far: Total $50.00 (forecast $410.00); 80% range $300.00 to $500.00");
});

test("moments are said with their step, a marked range before it", () => {
  const moments = [{ at: day(3) + DAY / 2, label: "Price cut" }];
  expect(spoken(shown({ moments }), 0, { marked: [day(3), day(5)] })).toBe("Marked: Mar 3 – 4, 2026. Mar 3, 2026: Chat $300.00; Search $120.10; Price cut");
});
