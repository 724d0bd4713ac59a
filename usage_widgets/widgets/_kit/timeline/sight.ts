/** What part of the time is in sight: follows every zoom at once, and tells Python when it rests. */

import type { Model } from "../model";
import type { Range, TimelineState } from "./model";
import { isWhole, kept } from "./window";

const REST_MS = 120;
const ANSWER_MS = 500; // in which Python may still answer the zoom before

export class Sight {
  /** Nothing is everything. */
  #range: Range | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #deafUntil = 0;
  readonly #model: Model<TimelineState>;
  readonly #rested: () => void;

  constructor(model: Model<TimelineState>, rested: () => void, signal: AbortSignal) {
    this.#model = model;
    this.#rested = rested;
    signal.addEventListener("abort", () => this.drop());
  }

  within(extent: Range): Range {
    return this.#range ? kept(this.#range, extent) : extent;
  }

  zoom([start, end]: Range, extent: Range): void {
    const next = kept([Math.round(start), Math.round(end)], extent);
    this.#range = isWhole(next, extent) ? null : next;
    this.drop();
    this.#resting = setTimeout(() => this.#rest(), REST_MS);
  }

  /** Tells Python now what it has not been told yet. */
  settle(): void {
    if (this.#resting !== undefined) this.#rest();
  }

  /** Forgets what Python has not been told yet. */
  drop(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#deafUntil = 0;
  }

  /** Takes Python's word, but not while a hand is on the zoom and shortly after: that word may be older. */
  adopt(): void {
    if (this.#resting !== undefined || Date.now() < this.#deafUntil) return;
    const [start, end] = this.#model.get("window").map(Date.parse);
    this.#range = start === undefined || end === undefined ? null : [start, end];
  }

  #rest(): void {
    this.drop();
    this.#deafUntil = Date.now() + ANSWER_MS;
    this.#model.set("window", this.#range?.map((at) => new Date(at).toISOString()) ?? []);
    this.#model.save_changes();
    this.#rested();
  }
}
