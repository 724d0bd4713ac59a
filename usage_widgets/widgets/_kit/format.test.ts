import { expect, test } from "vitest";
import { createFormat, type Unit } from "./format";

const { value, tick, share } = createFormat("en", "unknown");

test.each<[number | null, Unit, string]>([
  [12430.12, "usd", "$12,430.12"],
  [-120, "usd", "-$120.00"],
  [0, "usd", "$0.00"],
  [-0, "usd", "$0.00"],
  [0.01, "usd", "$0.01"],
  [0.00456, "usd", "$0.0046"],
  [-0.004, "usd", "-$0.0040"],
  [0.125, "usd", "$0.12"],
  [2.5, "usd_per_mtok", "$2.50"],
  [1234567, "tokens", "1,234,567"],
  [-0.3, "count", "0"],
  [0.0512, "ratio", "5.1%"],
  [1820.4, "ms", "1,820\u00a0ms"],
  [null, "usd", "unknown"],
])("%s as %s reads %s", (number, unit, text) => expect(value(number, unit)).toBe(text));

test("ticks are short", () => {
  expect(tick(1500, "usd")).toBe("$1.5K");
  expect(tick(2_000_000, "tokens")).toBe("2M");
});

test("shares have one decimal", () => expect(share(0.5)).toBe("50.0%"));

test("another locale writes its own way", () => {
  expect(createFormat("de", "unbekannt").value(1234.5, "usd")).toBe("1.234,50\u00a0$");
});
