/** The keys of a timeline, as its help shows them, and the hint that tells of them. */

export const TIMELINE_KEYS: [keys: string, message: string][] = [
  ["← →", "keys.step"],
  ["↑ ↓", "keys.line"],
  ["Home, End", "keys.ends"],
  ["Page Up, Page Down", "keys.page"],
  ["[ ]", "keys.extremes_of_line"],
  ["+ − 0", "keys.zoom"],
  ["Shift + ← →", "keys.select"],
  ["Enter", "keys.open_time"],
  ["Shift + Enter", "keys.open_line"],
  ["Backspace, Alt + ↑", "keys.up"],
  ["Backspace", "keys.zoom_back"],
  ["T", "keys.table"],
  ["?", "keys.help"],
  ["Esc", "keys.unchoose"],
  ["Esc", "keys.leave"],
];

/** A finger has neither keys nor a wheel. */
export function hintKey(does: string): string {
  return matchMedia("(hover: none)").matches ? `hint.touch.${does}` : `hint.${does}`;
}
