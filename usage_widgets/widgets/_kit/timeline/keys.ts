/** The keys of a timeline, as its help shows them. */

export const TIMELINE_KEYS: [keys: string, message: string][] = [
  ["← →", "keys.step"],
  ["↑ ↓", "keys.line"],
  ["Home, End", "keys.ends"],
  ["Page Up, Page Down", "keys.page"],
  ["[ ]", "keys.extremes"],
  ["+ − 0", "keys.zoom"],
  ["Shift + ← →", "keys.select"],
  ["Enter", "keys.open_time"],
  ["Shift + Enter", "keys.open_line"],
  ["Backspace, Alt + ↑", "keys.up"],
  ["T", "keys.table"],
  ["?", "keys.help"],
  ["Esc", "keys.leave"],
];
