/** The table as plain HTML: sorted by its headings, its rows buttons where choosing one filters the others. */

import { button, html } from "../_kit/dom";
import { nextIndex } from "../_kit/keyboard";
import type { Messages } from "../_kit/messages";
import type { Value } from "../_kit/model";
import { fileButtons, headingsOf, orderAfter, sortedRows, type Order, type TableCell } from "../_kit/table";
import { includes, type Chosen } from "./choice";
import { cellsOf, type Content, type Row } from "./content";

export type Choose = (row: Row, add: boolean) => void;

export interface OwnTable {
  element: HTMLElement;
  show(content: Content): void;
  mark(chosen: Chosen): void;
}

const NEAREST = { block: "nearest", inline: "nearest" } as const; // browsers take what lies below a sticky cell for seen

/** `choose` is null where nobody else would follow. */
export function createOwnTable(messages: Messages, announce: (text: string) => void, choose: Choose | null): OwnTable {
  const scroller = html("div", { class: "uw-table-scroll", role: "region", tabindex: 0 });
  let content: Content;
  let rows = new Map<TableCell[], Row>();
  let order: Order | null = null;
  let chosen: Chosen = [];

  const sorted = (): TableCell[][] => sortedRows([...rows.keys()], order);
  const sortBy = (column: number): void => {
    order = orderAfter(order, column, content.columns);
    draw();
  };
  const draw = (): void => {
    const focused = scroller.contains(document.activeElement) && (document.activeElement as HTMLElement).dataset["key"];
    scroller.setAttribute("aria-label", `${messages.text("table.title")}: ${content.caption}`);
    const names = content.columns.filter(({ numeric }) => !numeric).length;
    const head = headingsOf(content.columns, order, sortBy);
    withOthers(head[0], content.columns.slice(1, names).map(({ label }) => label));
    const body = sorted().map((cells) => bodyRow(cells, rows.get(cells) as Row, names, choose));
    scroller.replaceChildren(
      html(
        "table", {},
        html("caption", { class: "uw-sr" }, content.caption),
        html("thead", {}, html("tr", {}, ...head)),
        html("tbody", {}, ...body),
        html("tfoot", {}, ...content.last.map((row) => lastRow(cellsOf(row), names))),
      ),
    );
    const again = focused ? scroller.querySelector<HTMLElement>(`[data-key=${CSS.escape(focused)}]`) : null;
    rove(scroller, Math.max(0, choices(scroller).findIndex((choice) => choice === again)));
    mark(chosen);
    measureEdges(scroller);
    again?.focus({ preventScroll: true });
  };
  const mark = (next: Chosen): void => {
    chosen = next;
    for (const line of scroller.querySelectorAll<HTMLElement>("tbody tr")) {
      const isChosen = includes(chosen, JSON.parse(line.dataset["values"] ?? "[]") as Value[]);
      line.toggleAttribute("data-chosen", isChosen);
      line.querySelector("button")?.setAttribute("aria-pressed", String(isChosen));
    }
  };
  const show = (next: Content): void => {
    content = next;
    rows = new Map(next.rows.map((row) => [cellsOf(row), row]));
    draw();
  };
  const files = fileButtons(messages, announce, () => ({ ...content, rows: [...sorted(), ...content.last.map(cellsOf)] }));
  scroller.addEventListener("keydown", (event) => walk(scroller, event));
  scroller.addEventListener("keyup", ({ key, target }) => key === "Tab" && (target as Element).scrollIntoView(NEAREST));
  new ResizeObserver(() => measureEdges(scroller)).observe(scroller);
  return { element: html("div", { class: "uw-table" }, files, scroller), show, mark };
}

function bodyRow(cells: TableCell[], row: Row, names: number, choose: Choose | null): HTMLElement {
  const values = JSON.stringify(row.values);
  const line = html("tr", { "data-values": values });
  const [first, ...rest] = cells;
  const others = row.texts.slice(1, names);
  const label = row.texts.slice(0, names).join(" · ");
  const name = first?.text ?? "";
  const pressed = { class: "uw-row-name", "aria-label": label, "data-key": `row ${values}`, dir: "auto" };
  const head = html("th", { scope: "row" }, choose ? button(name, pressed, () => undefined) : html("bdi", {}, name));
  line.append(withOthers(head, others));
  line.append(...rest.map((cell, at) => plainCell(cell, at + 1 >= names)));
  if (choose) onChoice(line, (add) => choose(row, add));
  return line;
}

/** Where there is no room for columns of names, the first one tells the others too. */
function withOthers<Head extends HTMLElement | undefined>(head: Head, others: string[]): Head {
  if (others.length) head?.setAttribute("data-others", others.join(" · "));
  return head;
}

/** What stands still at the edges, for the style sheet: it covers nothing that has focus, and casts a shadow. */
function measureEdges(scroller: HTMLElement): void {
  const [head, foot] = [scroller.querySelector<HTMLElement>("thead th"), scroller.querySelector<HTMLElement>("tfoot")];
  scroller.style.setProperty("--head", `${head?.offsetHeight ?? 0}px`);
  scroller.style.setProperty("--side", `${head?.offsetWidth ?? 0}px`);
  scroller.style.setProperty("--foot", `${foot?.offsetHeight ?? 0}px`);
  scroller.toggleAttribute("data-scrolls", scroller.scrollHeight > scroller.clientHeight);
}

/** A click anywhere in the row, or a key on its button; not the end of marking text. */
function onChoice(line: HTMLElement, choose: (add: boolean) => void): void {
  const adds = ({ ctrlKey, metaKey, shiftKey }: MouseEvent | KeyboardEvent): boolean => ctrlKey || metaKey || shiftKey;
  line.addEventListener("mousedown", (event) => event.shiftKey && event.preventDefault());
  line.addEventListener("click", (event) => {
    const marksText = event.detail > 0 && getSelection()?.type === "Range";
    if (!marksText) choose(adds(event));
  });
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !adds(event)) return;
    event.preventDefault(); // browsers differ in what a button makes of it
    choose(true);
  });
}

function lastRow(cells: TableCell[], names: number): HTMLElement {
  const [first] = cells;
  const others = cells.slice(1).map((cell, at) => plainCell(cell, at + 1 >= names));
  return html("tr", {}, html("th", { scope: "row" }, first?.text), ...others);
}

function plainCell({ text, raw }: TableCell, numeric: boolean): HTMLElement {
  const classes = [numeric && "uw-number", raw === null && "uw-unknown"].filter(Boolean).join(" ");
  return html("td", { class: classes || null, dir: !numeric && "auto" }, text);
}

/** One tab stop for all rows, arrows in between. */
function walk(scroller: HTMLElement, event: KeyboardEvent): void {
  const buttons = choices(scroller);
  const at = buttons.indexOf(event.target as HTMLElement);
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.key.match(/^[[\]]$/);
  const to = at < 0 || !isPlain ? null : nextIndex(event.key, at, buttons.map(() => null));
  if (to === null) return;
  event.preventDefault();
  rove(scroller, to);
  buttons[to]?.focus();
}

function rove(scroller: HTMLElement, to: number): void {
  choices(scroller).forEach((choice, at) => choice.setAttribute("tabindex", at === to ? "0" : "-1"));
}

function choices(scroller: HTMLElement): HTMLElement[] {
  return [...scroller.querySelectorAll<HTMLElement>(".uw-row-name")];
}
