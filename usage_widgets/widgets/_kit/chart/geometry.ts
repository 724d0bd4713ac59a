/** Where bars end and slices bend. Pure arithmetic, angles as parts of a full turn from twelve o'clock, clockwise. */

export type Scale = (value: number) => number;

export function linear([low, high]: [number, number], [left, right]: [number, number]): Scale {
  return (value) => left + ((value - low) / (high - low)) * (right - left);
}

/** Bars start at zero, so zero is always inside. */
export function domainOf(numbers: (number | null)[]): [number, number] {
  const known = numbers.map((number) => number ?? 0);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  return low === high ? [0, 1] : [low, high];
}

export interface Slice {
  start: number;
  end: number;
}

export function slicesOf(numbers: (number | null)[]): Slice[] {
  const total = numbers.reduce((sum: number, number) => sum + (number ?? 0), 0);
  let end = 0;
  return numbers.map((number) => {
    const start = end;
    end += (number ?? 0) / total;
    return { start, end };
  });
}

export function pointAt(turn: number, radius: number): [x: number, y: number] {
  const angle = 2 * Math.PI * turn;
  return [Math.round(100 * radius * Math.sin(angle)) / 100, -Math.round(100 * radius * Math.cos(angle)) / 100];
}

/** The outline of a slice of a ring around (0, 0). A whole ring is drawn as two halves: an arc cannot end where it starts. */
export function ringSlice({ start, end }: Slice, inner: number, outer: number): string {
  if (end - start > 0.9999) {
    return ringSlice({ start: 0, end: 0.5 }, inner, outer) + ringSlice({ start: 0.5, end: 1 }, inner, outer);
  }
  const large = end - start > 0.5 ? 1 : 0;
  return (
    `M${pointAt(start, outer)}A${outer} ${outer} 0 ${large} 1 ${pointAt(end, outer)}` +
    `L${pointAt(end, inner)}A${inner} ${inner} 0 ${large} 0 ${pointAt(start, inner)}Z`
  );
}
