/** The marks' keys: one tab stop for all of them, arrows in between. */

import type { Messages } from "./messages";

export type Command = "open" | "add" | "up" | "table" | "help" | "leave";

/** The table that the help dialog shows, and the only place that says which key does what. */
export const KEY_HELP: [keys: string, message: string][] = [
  ["← → ↑ ↓", "keys.move"],
  ["Home, End", "keys.ends"],
  ["Page Up, Page Down", "keys.page"],
  ["Enter, Space", "keys.open"],
  ["Shift + Enter", "keys.add"],
  ["Backspace, Alt + ↑", "keys.up"],
  ["[ ]", "keys.extremes"],
  ["T", "keys.table"],
  ["?", "keys.help"],
  ["Esc", "keys.leave"],
];

const PAGE = 10;

/** Where a key moves to from one of `numbers.length` marks; null when it is not a moving key. */
export function nextIndex(key: string, from: number, numbers: (number | null)[]): number | null {
  const last = numbers.length - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return within(from + 1);
    case "ArrowLeft":
    case "ArrowUp":
      return within(from - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "PageDown":
      return within(from + PAGE);
    case "PageUp":
      return within(from - PAGE);
    case "[":
      return extreme(numbers, from, (a, b) => a < b);
    case "]":
      return extreme(numbers, from, (a, b) => a > b);
    default:
      return null;
  }
}

/** What a key asks for besides moving. Chords with Ctrl, Cmd or Alt are the browser's, but for Alt+ArrowUp. */
export function commandOf(event: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">): Command | null {
  if (event.altKey) return event.key === "ArrowUp" ? "up" : null;
  switch (event.key) {
    case "Enter":
    case " ":
      return event.shiftKey ? "add" : "open";
    case "Backspace":
      return "up";
    case "t":
    case "T":
      return "table";
    case "?":
      return "help";
    case "Escape":
      return "leave";
    default:
      return null;
  }
}

export interface Keys {
  numbers(): (number | null)[];
  moved(index: number): void;
  command(command: Command, index: number): void;
}

/** Gives the options of a listbox the keys above. Each option carries its place in data-index. */
export function driveByKeys(listbox: Element, keys: Keys, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    const option = (event.target as Element).closest<SVGElement>("[role=option]");
    if (!option || event.ctrlKey || event.metaKey) return;
    const index = Number(option.dataset["index"]);
    const target = event.altKey ? null : nextIndex(event.key, index, keys.numbers());
    const command = target === null ? commandOf(event) : null;
    if (target === null && command === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (target !== null) keys.moved(target);
    else if (command) keys.command(command, index);
  };
  listbox.addEventListener("keydown", onKey as EventListener, { signal });
}

/** Makes one option the listbox's tab stop. */
export function rove(options: SVGElement[], index: number): void {
  options.forEach((option, at) => option.setAttribute("tabindex", at === index ? "0" : "-1"));
}

/** Keeps plain keys inside the widget: JupyterLab would take `a` or an arrow for one of its own. */
export function keepKeys(root: HTMLElement, signal: AbortSignal): void {
  const keep = (event: KeyboardEvent): void => {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "Tab" && !chord) event.stopPropagation();
  };
  root.addEventListener("keydown", keep, { signal });
}

/** Rows of the help dialog. */
export function keyHelp(messages: Messages): [keys: string, does: string][] {
  return KEY_HELP.map(([keys, message]) => [keys, messages.text(message)]);
}

function extreme(numbers: (number | null)[], from: number, beats: (a: number, b: number) => boolean): number {
  let best = -1;
  numbers.forEach((number, index) => {
    if (number !== null && (best < 0 || beats(number, numbers[best] as number))) best = index;
  });
  return best < 0 ? from : best;
}
