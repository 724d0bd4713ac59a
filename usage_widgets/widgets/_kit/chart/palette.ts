/** Which of the six colour slots a value wears. The colours themselves are in tokens.css. */

export const SLOTS = [1, 2, 3, 4, 5, 6];
/** Everything beyond the six slots shares the grey one. */
export const GREY = 0;

/** Remembers the slot of each value, so that a value keeps its colour when the order changes. */
export class SlotKeeper {
  private readonly worn = new Map<string, number>();

  /** Slots 1..6 for the first six keys, GREY for the rest and for those that may not wear one. */
  slots(keys: string[], grey: (key: string) => boolean = () => false): number[] {
    const coloured = keys.filter((key) => !grey(key)).slice(0, SLOTS.length);
    const free = new Set(SLOTS);
    const bare = coloured.filter((key) => !free.delete(this.worn.get(key) ?? GREY));
    for (const key of bare) {
      const [slot = GREY] = free;
      free.delete(slot);
      this.worn.set(key, slot);
    }
    return keys.map((key) => (coloured.includes(key) ? (this.worn.get(key) ?? GREY) : GREY));
  }
}
