import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ticker } from "./ticker";

const MINUTE = 60_000;
let asked: number;
let visible: boolean;
let noticed: () => void;
let ticker: Ticker;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  asked = 0;
  visible = true;
  const page = { isVisible: () => visible, onVisibility: (callback: () => void) => (noticed = callback) };
  ticker = new Ticker(() => (asked += 1), () => MINUTE, page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function see(): AbortController {
  const view = new AbortController();
  ticker.join(view.signal);
  return view;
}

function look(now: boolean): void {
  visible = now;
  noticed();
}

test("asks soon after the page has opened, not in step with others, then every minute", () => {
  see();
  vi.advanceTimersByTime(499);
  expect(asked).toBe(0);
  vi.advanceTimersByTime(1);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(10 * MINUTE);
  expect(asked).toBe(11);
});

test("several views ask once, the last one that goes ends it, another goes on", () => {
  const [one, two] = [see(), see()];
  vi.advanceTimersByTime(5 * MINUTE);
  expect(asked).toBe(5);
  one.abort();
  vi.advanceTimersByTime(MINUTE);
  expect(asked).toBe(6);
  two.abort();
  vi.advanceTimersByTime(10 * MINUTE);
  expect(asked).toBe(6);
  see();
  vi.advanceTimersByTime(0);
  expect(asked).toBe(7);
});

test("a hidden page is silent, and asks at once when it is looked at after a while", () => {
  see();
  vi.advanceTimersByTime(MINUTE);
  look(false);
  vi.advanceTimersByTime(60 * MINUTE);
  expect(asked).toBe(1);
  look(true);
  vi.advanceTimersByTime(0);
  expect(asked).toBe(2);
});

test("a short look away changes nothing", () => {
  see();
  vi.advanceTimersByTime(1_000);
  look(false);
  look(true);
  vi.advanceTimersByTime(58_000);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(asked).toBe(2);
});

test("a pause lasts until it is ended, whoever looks", () => {
  see();
  ticker.run(false);
  vi.advanceTimersByTime(MINUTE);
  look(false);
  look(true);
  vi.advanceTimersByTime(MINUTE);
  expect(asked).toBe(0);
  ticker.run(true);
  vi.advanceTimersByTime(0);
  expect(asked).toBe(1);
});

test("who has asked by hand is asked again a minute later", () => {
  see();
  vi.advanceTimersByTime(30_000);
  ticker.postpone();
  vi.advanceTimersByTime(MINUTE - 1);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(1);
  expect(asked).toBe(2);
});
