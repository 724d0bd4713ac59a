/** A widget's keys: arrows between its marks, commands from anywhere inside it, and what it leaves to the page. */

export type Command = "up" | "table" | "help" | "leave";
type Press = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">;
type Numbers = (number | null)[];

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
const FIELD = "input, textarea, select";
const CHARACTER = /^\S$/u;
const EDITING = /[acvxyz]/i; // with Ctrl: select all, copy, paste, cut, and undo
const next = (from: number): number => from + 1;
const previous = (from: number): number => from - 1;

const MOVES: Record<string, (from: number, numbers: Numbers) => number> = {
  ArrowRight: next,
  ArrowDown: next,
  ArrowLeft: previous,
  ArrowUp: previous,
  Home: () => 0,
  End: () => Infinity,
  PageDown: (from) => from + PAGE,
  PageUp: (from) => from - PAGE,
  "[": (from, numbers) => placeOf(numbers, Math.min, from),
  "]": (from, numbers) => placeOf(numbers, Math.max, from),
};

const COMMANDS: Record<string, Command> = { Backspace: "up", t: "table", T: "table", "?": "help", Escape: "leave" };

/** Where a key moves to from one of `numbers.length` marks; null when it is not a moving key. */
export function nextIndex(key: string, from: number, numbers: Numbers): number | null {
  const move = MOVES[key];
  return move ? Math.max(0, Math.min(numbers.length - 1, move(from, numbers))) : null;
}

function placeOf(numbers: Numbers, extreme: (...known: number[]) => number, otherwise: number): number {
  const at = numbers.indexOf(extreme(...numbers.filter((number) => number !== null)));
  return at < 0 ? otherwise : at;
}

/** What a key asks the widget for. Chords are the page's, but for Alt+ArrowUp. */
export function commandOf(press: Press): Command | null {
  if (press.key === "ArrowUp" && press.altKey) return "up";
  return isChord(press) ? null : (COMMANDS[press.key] ?? null);
}

/** Whether a key is not the widget's: a chord with a character, unless a field takes it for typing. Chords with Enter or an arrow would act on a cell. */
export function isForThePage(press: Press, inField: boolean): boolean {
  const isTyping = inField && (press.altKey || EDITING.test(press.key));
  return isChord(press) && CHARACTER.test(press.key) && !isTyping;
}

export function isChord({ altKey, ctrlKey, metaKey }: Press): boolean {
  return altKey || ctrlKey || metaKey;
}

export interface Keys {
  numbers(): Numbers;
  moved(index: number): void;
  open(index: number, add: boolean): void;
}

/** Moves between the options of a listbox, and opens them. Each option carries its place in data-index. */
export function driveByKeys(listbox: SVGElement, keys: Keys, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    const option = (event.target as Element).closest<SVGElement>("[role=option]");
    if (!option || isChord(event)) return;
    const index = Number(option.dataset["index"]);
    const target = nextIndex(event.key, index, keys.numbers());
    if (target !== null) keys.moved(target);
    else if (event.key !== "Enter" && event.key !== " ") return;
    else if (!event.repeat) keys.open(index, event.shiftKey); // held, it would go on opening what comes into its place
    event.preventDefault();
  };
  listbox.addEventListener("keydown", onKey, { signal });
}

/** Obeys the commands wherever in the widget focus is, but where the key is for a field or for an open dialog. */
export function obeyKeys(root: HTMLElement, commands: Record<Command, () => void>, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (!command || (event.target as Element).closest(`${FIELD}, dialog`)) return;
    event.preventDefault();
    commands[command]();
  };
  root.addEventListener("keydown", onKey, { signal });
}

/** Makes one option the listbox's tab stop. */
export function rove(options: SVGElement[], index: number): void {
  options.forEach((option, at) => {
    option.tabIndex = at === index ? 0 : -1;
  });
}

/** Keeps the widget's keys from JupyterLab, which would take `a` for a new cell, and hands it the others, such as Ctrl+S. */
export function keepKeys(root: HTMLElement, signal: AbortSignal): void {
  const isOurs = (event: KeyboardEvent): boolean => !isForThePage(event, (event.target as Element).matches(FIELD));
  const claim = (event: KeyboardEvent): void => {
    if (!root.contains(event.target as Node)) return;
    const ours = isOurs(event);
    // JupyterLab asks what has focus and all that is around it
    for (let part = event.target as Element | null; part && part !== root.parentElement; part = part.parentElement) {
      part.toggleAttribute("data-lm-suppress-shortcuts", ours);
    }
  };
  const keep = (event: KeyboardEvent): void => {
    if (event.key !== "Tab" && isOurs(event)) event.stopPropagation();
  };
  addEventListener("keydown", claim, { signal, capture: true }); // before the document's listeners, which are JupyterLab's
  root.addEventListener("keydown", keep, { signal });
}
