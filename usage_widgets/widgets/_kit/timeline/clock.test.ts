import { expect, test } from "vitest";
import en from "../../../messages/en/timeline.json";
import de from "../../../messages/de/timeline.json";
import { createMessages } from "../messages";
import { Clock } from "./clock";

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
/** Engines disagree about the kinds of their spaces. */
const plain = (text: string): string => text.replace(/\s/g, " ");
const spring = at("2026-03-29T01:00Z");
const autumn = at("2026-10-25T01:00Z");

function clock(offsets: [number, number][], locale = "en"): Clock {
  return new Clock(() => offsets, createMessages(locale === "de" ? { language: "de", ...de } : en, locale), locale);
}
const berlin = clock([[-8.64e15, HOUR], [spring, 2 * HOUR], [autumn, HOUR]]);
const kolkata = clock([[-8.64e15, 5.5 * HOUR]]);

test("local time follows the offset in force", () => {
  expect(berlin.dayOf(at("2026-03-28T22:59Z"))).toBe("2026-03-28");
  expect(berlin.dayOf(at("2026-03-28T23:00Z"))).toBe("2026-03-29");
  expect(berlin.dayOf(at("2026-07-01T22:00Z"))).toBe("2026-07-02");
  expect(kolkata.dayOf(at("2026-07-01T18:30Z"))).toBe("2026-07-02");
});

test.each([
  ["when the clock is put forward", "2026-03-29", 23],
  ["when it is put back", "2026-10-25", 25],
  ["on any other day", "2026-06-01", 24],
])("a day has its hours %s", (_, day, hours) => {
  expect(berlin.endOf(day) - berlin.startOf(day)).toBe(hours * HOUR);
});

test("an hour that is left out is the one after it, a repeated one the first", () => {
  expect(berlin.toUtc(at("2026-03-29T02:30Z"))).toBe(at("2026-03-29T01:30Z"));
  expect(berlin.toUtc(at("2026-10-25T02:30Z"))).toBe(at("2026-10-25T00:30Z"));
});

test.each([spring - 2 * HOUR, spring, autumn - 2 * HOUR, autumn + HOUR])("%i is itself again by way of local time", (instant) => {
  expect(berlin.toUtc(berlin.toLocal(instant))).toBe(instant);
});

test("every step has its words", () => {
  const instant = at("2026-03-02T13:00Z");
  expect(["hour", "day", "week", "month"].map((grain) => plain(berlin.say(instant, grain as "hour")))).toEqual([
    "Mar 2, 2026, 2:00 PM", "Mar 2, 2026", "Week of Mar 2, 2026", "March 2026",
  ]);
  expect(clock([[0, HOUR]], "de").say(instant, "week")).toBe("Woche ab 2. März 2026");
});

test("the two hours that clocks show alike are told apart", () => {
  expect([autumn - HOUR, autumn].map((instant) => plain(berlin.say(instant, "hour")))).toEqual([
    "Oct 25, 2026, 2:00 AM (UTC+02:00)", "Oct 25, 2026, 2:00 AM (UTC+01:00)",
  ]);
  expect([autumn - HOUR, autumn].map((instant) => berlin.stamp(instant, "hour"))).toEqual(["2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00"]);
  expect(plain(berlin.say(autumn + HOUR, "hour"))).toBe("Oct 25, 2026, 3:00 AM");
  expect(kolkata.stamp(at("2026-01-01T00:00Z"), "hour")).toBe("2026-01-01T05:30+05:30");
});

test("a range names its first and its last day, across a change of the clock too", () => {
  const days = [berlin.startOf("2026-03-28"), berlin.endOf("2026-03-29")] as [number, number];
  expect(plain(berlin.sayRange(days, "day"))).toBe("Mar 28 – 29, 2026");
  expect(plain(berlin.sayRange(days, "hour"))).toBe("Mar 28 – 29, 2026");
  expect(plain(berlin.sayRange([days[0], days[0] + 3 * HOUR], "hour"))).toContain("3:00");
  expect(plain(berlin.sayRange([berlin.startOf("2026-03-01"), berlin.endOf("2026-04-30")], "month"))).toBe("March – April 2026");
});

test("a step's middle lies between its ends", () => {
  expect(berlin.middleOf(at("2026-03-29T00:00Z"), "day")).toBe(at("2026-03-28T23:00Z") + 11.5 * HOUR);
});
