/** Patience with the kernel: says nothing at first, then that it loads, then that nobody answers. */

const SAY_LOADING_MS = 200;
const SAY_SILENT_MS = 10_000;

export interface Waiting {
  start(): void;
  stop(): void;
}

export function createWaiting(say: { loading(): void; silent(): void }, signal: AbortSignal): Waiting {
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = (): void => {
    timers.forEach(clearTimeout);
    timers = [];
  };
  signal.addEventListener("abort", stop);
  return {
    start: () => {
      stop();
      timers = [setTimeout(say.loading, SAY_LOADING_MS), setTimeout(say.silent, SAY_SILENT_MS)];
    },
    stop,
  };
}
