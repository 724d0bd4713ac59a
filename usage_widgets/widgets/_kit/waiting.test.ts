import { expect, test, vi } from "vitest";
import { createWaiting } from "./waiting";

function watch() {
  vi.useFakeTimers();
  const said: string[] = [];
  const over = new AbortController();
  const waiting = createWaiting({ loading: () => said.push("loading"), silent: () => said.push("silent") }, over.signal);
  return { said, waiting, over };
}

test("a quick answer is not worth a word", () => {
  const { said, waiting } = watch();
  waiting.start();
  vi.advanceTimersByTime(199);
  waiting.stop();
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([]);
});

test("a slow one is said at 200 ms, a silent kernel at 10 s", () => {
  const { said, waiting } = watch();
  waiting.start();
  vi.advanceTimersByTime(9_999);
  expect(said).toEqual(["loading"]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["loading", "silent"]);
});

test("a closed view says nothing any more", () => {
  const { said, waiting, over } = watch();
  waiting.start();
  over.abort();
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual([]);
});
