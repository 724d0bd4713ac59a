/** Which of the six colour slots a value wears. The colours themselves are in tokens.css. */

export const SLOTS = 6;
/** Everything beyond the six slots shares the grey one. */
export const GREY = 0;

/** Remembers the slot of each value, so that a value keeps its colour when the order changes. */
export class SlotKeeper {
  private readonly worn = new Map<string, number>();

  /** Slots 1..6 for the first six keys, GREY for the rest and for those that may not wear one. */
  slots(keys: string[], grey: (key: string) => boolean = () => false): number[] {
    const coloured = keys.filter((key) => !grey(key)).slice(0, SLOTS);
    const taken = new Map<number, string>();
    for (const key of coloured) {
      const slot = this.worn.get(key);
      if (slot !== undefined && !taken.has(slot)) taken.set(slot, key);
    }
    for (const key of coloured) {
      if (taken.get(this.worn.get(key) ?? GREY) === key) continue;
      const free = firstFree(taken);
      taken.set(free, key);
      this.worn.set(key, free);
    }
    return keys.map((key) => (coloured.includes(key) ? (this.worn.get(key) ?? GREY) : GREY));
  }
}

function firstFree(taken: Map<number, string>): number {
  let slot = 1;
  while (taken.has(slot)) slot += 1;
  return slot;
}
