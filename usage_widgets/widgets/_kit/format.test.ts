import { expect, test } from "vitest";
import cases from "../../../tests/messages/numbers.json"; // Python reads them too: tests/messages/test_formats.py
import { createFormat, type Unit } from "./format";

const numbers = cases as [string, number | null, Unit, string][];

test.each(numbers)("in %s %s as %s reads %s", (locale, number, unit, text) => {
  const unknown = locale === "de" ? "unbekannt" : "unknown";
  expect(createFormat(locale, unknown).value(number, unit)).toBe(text);
});

test("ticks are short", () => {
  const { tick } = createFormat("en", "unknown");
  expect(tick(1500, "usd")).toBe("$1.5K");
  expect(tick(2_000_000, "tokens")).toBe("2M");
});

test.each([["en", 1000, "1,000\u00a0ms"], ["de", 1000, "1.000\u00a0ms"], ["en", 0.5, "0.5\u00a0ms"]])("ticks of times have their unit: in %s", (locale, number, text) =>
  expect(createFormat(locale, "").tick(number, "ms")).toBe(text));

test("shares have one decimal", () => expect(createFormat("en", "unknown").share(0.5)).toBe("50.0%"));
