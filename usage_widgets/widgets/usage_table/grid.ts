/** Hosts the analyst's grid, a widget of ipyaggrid, where the page has classic widgets. */

import type { Value } from "../_kit/model";
import { includes, type Chosen } from "./choice";
import type { Content } from "./content";
import type { Choose } from "./own_table";

/** What we use of ipywidgets' manager, ipyaggrid's view and AG Grid. */
interface Manager {
  get_model(id: string): Promise<unknown>;
  create_view(model: unknown, options: object): Promise<GridView>;
}
interface GridView {
  el: HTMLElement;
  gridDiv?: HTMLElement;
  gridOptions?: { api: GridApi };
  trigger(event: string): void;
  remove(): void;
}
interface GridApi {
  addEventListener(name: string, listener: (event: GridEvent) => void): void;
  forEachNode(callback: (node: GridNode) => void): void;
}
interface GridEvent {
  data?: { at: number };
  rowPinned?: string | null;
  event?: MouseEvent | KeyboardEvent | null;
}
interface GridNode {
  data: { at: number };
  setSelected(selected: boolean): void;
}

export interface HostedGrid {
  show(content: Content): void;
  mark(chosen: Chosen): void;
}

const CHOOSE = ["Enter", " "];
const HEAD = 34;
const ROW = 28;
const MOST = 400; // pixels

/** Null where the page cannot show it. */
export async function hostGrid(model: object, reference: string, place: HTMLElement, choose: Choose | null, signal: AbortSignal): Promise<HostedGrid | null> {
  const view = await createView(model, reference);
  if (signal.aborted || !view) {
    view?.remove();
    return null;
  }
  signal.addEventListener("abort", () => view.remove());
  place.replaceChildren(view.el);
  view.trigger("displayed");
  followTheme(view.gridDiv, signal);
  return driven(view, choose);
}

async function createView(model: object, reference: string): Promise<Required<GridView> | null> {
  const { widget_manager: manager } = model as { widget_manager?: Manager };
  try {
    const child = await manager?.get_model(reference.replace("IPY_MODEL_", ""));
    const view = child ? await manager?.create_view(child, {}) : undefined;
    return view?.gridOptions?.api && view.gridDiv ? (view as Required<GridView>) : null;
  } catch {
    return null; // a host without classic widgets, or without ipyaggrid's part of the page
  }
}

function driven({ el, gridDiv, gridOptions: { api } }: Required<GridView>, choose: Choose | null): HostedGrid {
  let content: Content;
  let chosen: Chosen = [];
  const valuesOf = ({ at }: { at: number }): Value[] => content.rows[at]?.values ?? [];
  const marked = (): void => api.forEachNode((node) => node.setSelected(includes(chosen, valuesOf(node.data))));
  const pick = ({ data, rowPinned, event }: GridEvent): void => {
    const row = data && !rowPinned ? content.rows[data.at] : undefined;
    if (row) choose?.(row, Boolean(event?.ctrlKey || event?.metaKey || event?.shiftKey));
  };
  api.addEventListener("rowClicked", pick);
  api.addEventListener("cellKeyDown", (event) => CHOOSE.includes((event.event as KeyboardEvent | null)?.key ?? "") && pick(event));
  api.addEventListener("modelUpdated", marked);
  return {
    show: (next) => {
      content = next;
      gridDiv.style.height = `${Math.min(MOST, HEAD + ROW * (next.rows.length + next.last.length) + 4)}px`;
      el.querySelector("[role=grid], [role=treegrid]")?.setAttribute("aria-label", next.caption);
      marked();
    },
    mark: (next) => {
      chosen = next;
      marked();
    },
  };
}

/** AG Grid has a theme for each colour scheme. */
function followTheme(grid: HTMLElement, signal: AbortSignal): void {
  const dress = (): void => {
    const isDark = getComputedStyle(grid).colorScheme === "dark";
    grid.classList.toggle("ag-theme-balham", !isDark);
    grid.classList.toggle("ag-theme-balham-dark", isDark);
  };
  const watcher = new MutationObserver(dress);
  watcher.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  const widget = grid.closest(".uw");
  if (widget) watcher.observe(widget, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress, { signal });
  signal.addEventListener("abort", () => watcher.disconnect());
  dress();
}
