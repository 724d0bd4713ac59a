/** A table as text for spreadsheets: quoted as RFC 4180 asks, and never a formula. */

export type Cell = string | number | null;

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const NEEDS_QUOTES = /[",;\t\r\n]/; // a spreadsheet may part cells at ; or tab

export function toCsv(rows: Cell[][]): string {
  return rows.map((row) => row.map((cell) => quoted(safe(cell))).join(",")).join("\r\n") + "\r\n";
}

/** For the clipboard: cells apart by tabs, one line a row. */
export function toTsv(rows: Cell[][]): string {
  return rows.map((row) => row.map((cell) => safe(cell).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}

function safe(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
