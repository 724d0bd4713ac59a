/** Where a key leads in a grid of cells. */

export interface Cell {
  row: number;
  column: number;
}

type Press = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const PAGE = 10;

/** The cell that a key leads to, within `last`; null where it is no moving key. `forward` is the arrow along the text. */
export function cellAfter(press: Press, { row, column }: Cell, last: Cell, forward: "ArrowRight" | "ArrowLeft"): Cell | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (altKey || metaKey || shiftKey || (ctrlKey && key !== "Home" && key !== "End")) return null;
  const within = (to: number, end: number): number => Math.max(0, Math.min(end, to));
  const down = (by: number): Cell => ({ row: within(row + by, last.row), column });
  const along = (by: number): Cell => ({ row, column: within(column + by, last.column) });
  switch (key) {
    case "ArrowDown": return down(1);
    case "ArrowUp": return down(-1);
    case "PageDown": return down(PAGE);
    case "PageUp": return down(-PAGE);
    case "ArrowRight":
    case "ArrowLeft": return along(key === forward ? 1 : -1);
    case "Home": return { row: ctrlKey ? 0 : row, column: 0 };
    case "End": return { row: ctrlKey ? last.row : row, column: last.column };
    default: return null;
  }
}
