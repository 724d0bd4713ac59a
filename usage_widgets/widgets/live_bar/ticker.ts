/** Asks every so often while somebody looks. The kernel has no timer: a page that is gone asks no more. */

const SPREAD_MS = 1_000; // pages that open together do not ask in step

export interface Page {
  isVisible(): boolean;
  onVisibility(callback: () => void, signal: AbortSignal): void;
}

export class Ticker {
  readonly #ask: () => void;
  readonly #everyMs: () => number;
  readonly #page: Page;
  #views = 0;
  #running = true;
  #due: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: () => void, everyMs: () => number, page: Page) {
    this.#ask = ask;
    this.#everyMs = everyMs;
    this.#page = page;
  }

  /** Somebody sees one more view, until the signal aborts. The first question comes right away. */
  join(signal: AbortSignal): void {
    this.#views += 1;
    this.#due ??= Date.now() + Math.random() * Math.min(SPREAD_MS, this.#everyMs());
    signal.addEventListener("abort", () => {
      this.#views -= 1;
      this.#plan();
    });
    this.#page.onVisibility(() => this.#plan(), signal);
    this.#plan();
  }

  run(running: boolean): void {
    this.#running = running;
    this.#plan();
  }

  /** Somebody has just asked by hand. */
  postpone(): void {
    this.#due = Date.now() + this.#everyMs();
    this.#plan();
  }

  /** What fell due while nobody looked is asked at once. */
  #plan(): void {
    clearTimeout(this.#timer);
    if (!this.#views || !this.#running || this.#due === null || !this.#page.isVisible()) return;
    this.#timer = setTimeout(() => {
      this.postpone();
      this.#ask();
    }, Math.max(0, this.#due - Date.now()));
  }
}
