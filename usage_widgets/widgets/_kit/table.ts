/** The table twin: the picture's numbers as a native table to read, sort, copy and download. */

import { toCsv, toTsv, type Cell } from "./csv";
import { button, freshId, html } from "./dom";
import type { Messages } from "./messages";

export interface Column {
  label: string;
  numeric: boolean;
}

export interface TableCell {
  text: string;
  /** What sorting and the files use: the exact number, or the name. */
  raw: Cell;
}

export interface TableData {
  caption: string;
  columns: Column[];
  rows: TableCell[][];
  /** What all rows come to; however they are sorted, it stays below them. */
  foot?: TableCell[] | undefined;
}

export interface TableTwin {
  element: HTMLDetailsElement;
  show(data: TableData): void;
  /** Opens it and goes there; closes it, and whoever was inside goes `back`. */
  toggle(back: () => void): void;
}

export interface Order {
  column: number;
  ascending: boolean;
}

export function createTable(messages: Messages, announce: (text: string) => void): TableTwin {
  const line = html("summary", { class: "uw-summary-line" }, messages.text("table.title"));
  const scroller = html("div", { class: "uw-table-scroll", role: "region", tabindex: 0 });
  let data: TableData = { caption: "", columns: [], rows: [] };
  let order: Order | null = null;

  const draw = (): void => {
    if (!element.open) return scroller.replaceChildren();
    const focused = [...scroller.querySelectorAll("button")].findIndex((sort) => sort === document.activeElement);
    scroller.ariaLabel = `${messages.text("table.title")}: ${data.caption}`;
    scroller.replaceChildren(tableOf(data, order, sortBy));
    scroller.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  };
  const sortBy = (column: number): void => {
    order = orderAfter(order, column, data.columns);
    draw();
  };
  const show = (next: TableData): void => {
    if (JSON.stringify(next.columns) !== JSON.stringify(data.columns)) order = null;
    data = next;
    draw();
  };
  const toggle = (back: () => void): void => {
    if (!element.checkVisibility()) return;
    const wasInside = element.contains(document.activeElement);
    element.open = !element.open;
    if (element.open) line.focus();
    else if (wasInside) back();
  };
  const element = html("details", { class: "uw-table" }, line, fileButtons(messages, announce, () => ({ ...data, rows: sortedRows(data.rows, order) })), scroller);
  element.addEventListener("toggle", draw);
  return { element, show, toggle };
}

export function fileButtons(messages: Messages, announce: (text: string) => void, data: () => TableData): HTMLElement {
  const say = (key: string) => announce(messages.text(key));
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(toTsv(plainRows(data())));
      say("table.copied");
    } catch {
      say("table.copy_refused"); // no permission, or a page without https
    }
  };
  return html(
    "div",
    { class: "uw-table-tools" },
    button(messages.text("table.copy"), { class: "uw-button" }, copy),
    button(messages.text("table.csv"), { class: "uw-button" }, () => download(data())),
  );
}

function tableOf(data: TableData, order: Order | null, sortBy: (column: number) => void): HTMLTableElement {
  const head = headingsOf(data.columns, order, sortBy);
  const rowOf = (cells: TableCell[]) => html("tr", {}, ...cells.map((cell, at) => cellOf(cell, at, data.columns)));
  const body = sortedRows(data.rows, order).map(rowOf);
  const caption = html("caption", { id: freshId() }, data.caption);
  const foot = data.foot && html("tfoot", {}, rowOf(data.foot));
  return html("table", {}, caption, html("thead", {}, html("tr", {}, ...head)), html("tbody", {}, ...body), foot);
}

function cellOf({ text }: TableCell, at: number, columns: Column[]): HTMLElement {
  if (at === 0) return html("th", { scope: "row", dir: "auto" }, text);
  return html("td", { class: columns[at]?.numeric && "uw-number" }, text);
}

/** A heading for each column, whose button sorts by it. */
export function headingsOf(columns: Column[], order: Order | null, sortBy: (column: number) => void): HTMLElement[] {
  return columns.map(({ label, numeric }, at) => {
    const sorted = order?.column === at ? (order.ascending ? "ascending" : "descending") : "none";
    const sort = button(label, { class: "uw-sort", "data-key": `sort ${at}` }, () => sortBy(at));
    return html("th", { scope: "col", "aria-sort": sorted, class: numeric && "uw-number" }, sort);
  });
}

/** After a click on a heading: the other way round, or at first names upwards and numbers downwards. */
export function orderAfter(order: Order | null, column: number, columns: Column[]): Order {
  return { column, ascending: order?.column === column ? !order.ascending : !columns[column]?.numeric };
}

/** Unknown values stay last in either direction. */
export function sortedRows(rows: TableCell[][], order: Order | null): TableCell[][] {
  if (!order) return rows;
  const sign = order.ascending ? 1 : -1;
  return rows.toSorted((left, right) => {
    const a = left[order.column]?.raw ?? null;
    const b = right[order.column]?.raw ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  });
}

function plainRows({ columns, rows, foot }: TableData): Cell[][] {
  const all = foot ? [...rows, foot] : rows;
  return [columns.map(({ label }) => label), ...all.map((cells) => cells.map(({ raw }) => raw))];
}

function download(data: TableData): void {
  const mark = "\ufeff"; // tells Excel that the file is UTF-8
  const url = URL.createObjectURL(new Blob([mark, toCsv(plainRows(data))], { type: "text/csv;charset=utf-8" }));
  const name = data.caption.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  html("a", { href: url, download: `${name || "table"}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url));
}
