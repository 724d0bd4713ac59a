/** Numbers as a person reads them. Rounds half to even and groups all thousands, as Python's Babel does: both sides print the same. */

export type Unit = "usd" | "count" | "tokens" | "ratio" | "ms" | "usd_per_request" | "usd_per_mtok";

export interface Format {
  /** A value with its unit; the wording for unknown where there is none. */
  value(number: number | null, unit: Unit): string;
  /** A short form for axis ticks. */
  tick(number: number, unit: Unit): string;
  /** A part of a whole, 0..1, in percent. */
  share(part: number): string;
  count(number: number): string;
}

const USD = { style: "currency", currency: "USD" } as const;
const PERCENT = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
const CENT = 0.01;
const DIME = 0.1;

export function createFormat(locale: string, unknown: string): Format {
  const kept = new Map<string, Intl.NumberFormat>();
  const print = (number: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    const known = kept.get(key) ?? new Intl.NumberFormat(locale, { roundingMode: "halfEven", useGrouping: "always", ...options });
    kept.set(key, known);
    return known.format(number + 0); // -0 reads as 0
  };
  const whole = (number: number) => print(number, { maximumFractionDigits: 0, signDisplay: "negative" });
  const money = (toTheCent: number) => (number: number) =>
    number !== 0 && Math.abs(number) < toTheCent
      ? print(number, { ...USD, minimumSignificantDigits: 2, maximumSignificantDigits: 2 })
      : print(number, USD);

  const byUnit: Record<Unit, (number: number) => string> = {
    usd: money(CENT),
    usd_per_request: money(DIME), // cents would say nothing
    usd_per_mtok: money(CENT),
    count: whole,
    tokens: whole,
    ms: (number) => `${whole(number)}\u00a0ms`,
    ratio: (number) => print(number, PERCENT),
  };

  return {
    value: (number, unit) => (number === null ? unknown : byUnit[unit](number)),
    tick: (number, unit) => (unit === "ms" ? `${print(number, { maximumSignificantDigits: 3 })}\u00a0ms` : print(number, tickOptions(unit))),
    share: (part) => print(part, PERCENT),
    count: whole,
  };
}

function tickOptions(unit: Unit): Intl.NumberFormatOptions {
  if (unit === "ratio") return { style: "percent", maximumFractionDigits: 1 };
  const compact = { notation: "compact", maximumSignificantDigits: 3 } as const;
  return unit.startsWith("usd") ? { ...USD, ...compact } : compact;
}
