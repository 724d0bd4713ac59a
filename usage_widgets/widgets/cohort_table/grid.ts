/** The cohorts as a table that is walked cell by cell: one tab stop, arrows in between. */

import { directionOf } from "../_kit/direction";
import { html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Content, Measured, Name } from "./content";
import { cellAfter, type Cell } from "./moves";

export interface Grid {
  element: HTMLElement;
  show(content: Content, measure: Name, caption: string): void;
  focus(): void;
}

const NEAREST = { block: "nearest", inline: "nearest" } as const; // browsers take what lies below a sticky cell for seen

/** `open` is told the row, and the step since or null for its name; a row beyond the cohorts is all of them. */
export function createGrid(messages: Messages, locale: string, open: (row: number, since: number | null) => void): Grid {
  const scroller = html("div", { class: "uw-table-scroll" });
  const forward = directionOf(locale) === "rtl" ? "ArrowLeft" : "ArrowRight";
  let cells: HTMLElement[][] = [];
  let at: Cell = { row: 0, column: 1 };
  let shown: Partial<Parameters<Grid["show"]>> = [];

  const stopAt = (to: Cell): void => {
    cells[at.row]?.[at.column]?.setAttribute("tabindex", "-1");
    at = to;
    cells[at.row]?.[at.column]?.setAttribute("tabindex", "0");
  };
  const focus = (): void => {
    const cell = cells[at.row]?.[at.column];
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView(NEAREST);
  };
  const placeOf = (target: EventTarget | null): Cell | null => {
    const cell = (target as Element).closest<HTMLElement>("[data-row]");
    return cell && { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
  };
  const show: Grid["show"] = (...next) => {
    if (next.every((part, place) => part === shown[place])) return;
    shown = next;
    const [content, measure, caption] = next;
    const hadFocus = scroller.contains(document.activeElement);
    const { head, rows } = linesOf(content, content.measures[measure], messages);
    cells = rows.map((row, line) => row.map((cell, column) => placed(cell, line, column)));
    const lines = cells.map((row) => html("tr", {}, ...row));
    const { columns } = content;
    const body = html("tbody", {}, ...lines.slice(0, -1));
    const attributes = { role: "grid", "aria-label": caption };
    const said = html("caption", { class: "uw-sr" }, caption);
    scroller.replaceChildren(html("table", attributes, said, html("thead", {}, ...head), body, html("tfoot", {}, ...lines.slice(-1))));
    stopAt({ row: Math.min(at.row, cells.length - 1), column: Math.min(at.column, columns) });
    measureSide(scroller);
    if (hadFocus) focus();
  };

  scroller.addEventListener("keydown", (event) => {
    const from = placeOf(event.target);
    if (!from) return;
    const to = cellAfter(event, from, { row: cells.length - 1, column: (cells[0]?.length ?? 1) - 1 }, forward);
    if (to) {
      stopAt(to);
      focus();
    } else if ((event.key === "Enter" || event.key === " ") && !event.ctrlKey && !event.altKey && !event.metaKey) {
      open(from.row, from.column ? from.column - 1 : null);
    } else return;
    event.preventDefault();
  });
  scroller.addEventListener("focusin", ({ target }) => {
    const place = placeOf(target);
    if (place) stopAt(place);
  });
  scroller.addEventListener("keyup", ({ key, target }) => key === "Tab" && (target as Element).scrollIntoView(NEAREST));
  scroller.addEventListener("click", (event) => {
    const place = placeOf(event.target);
    if (!place || getSelection()?.type === "Range") return; // the end of marking text
    stopAt(place);
    open(place.row, place.column ? place.column - 1 : null);
  });
  return { element: scroller, show, focus };
}

function linesOf({ corner, since, columns, rows }: Content, { texts, shades, overall }: Measured, messages: Messages): { head: HTMLElement[]; rows: HTMLElement[][] } {
  const steps = Array.from({ length: columns }, (_, step) => step);
  const unfinished = (): HTMLElement => html("td", { class: "uw-unfinished" }, html("span", { class: "uw-sr" }, messages.text("unfinished")));
  const cell = (text: string | undefined, shade = 0): HTMLElement =>
    text === undefined ? unfinished() : html("td", { class: "uw-number", "data-shade": shade || null, style: shade ? `--shade: ${shade}` : null }, text);
  const name = (first: string, second: string): HTMLElement =>
    html("th", { scope: "row", dir: "auto" }, html("span", {}, first), second ? " " : null, second ? html("span", { class: "uw-size" }, second) : null);
  return {
    head: [
      html("tr", {}, html("th", { scope: "col", rowspan: 2 }, corner), html("th", { scope: "colgroup", colspan: columns, class: "uw-since" }, html("span", {}, since))),
      html("tr", {}, ...steps.map((step) => html("th", { scope: "col", class: "uw-number" }, String(step)))),
    ],
    rows: [
      ...rows.map((row, at) => [name(row.name, row.size), ...steps.map((step) => cell(texts[at]?.[step], shades[at]?.[step]))]),
      [name(overall.name, ""), ...steps.map((step) => cell(overall.texts[step]))],
    ],
  };
}

function placed(cell: HTMLElement, row: number, column: number): HTMLElement {
  cell.dataset["row"] = String(row);
  cell.dataset["column"] = String(column);
  cell.tabIndex = -1;
  return cell;
}

/** What stands still at the side covers nothing that has focus. */
function measureSide(scroller: HTMLElement): void {
  requestAnimationFrame(() => scroller.style.setProperty("--side", `${scroller.querySelector<HTMLElement>("thead th")?.offsetWidth ?? 0}px`));
}
