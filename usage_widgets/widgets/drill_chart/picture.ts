/** The drawn marks as one listbox: draws, redraws on resize, and owns focus, keys and tooltip. */

import { freshId, html, svg } from "../_kit/dom";
import type { Format } from "../_kit/format";
import { driveByKeys, rove, type Command } from "../_kit/keyboard";
import { plain } from "../_kit/messages";
import { SlotKeeper } from "../_kit/palette";
import { patterns } from "../_kit/patterns";
import { createTooltip } from "../_kit/tooltip";
import { drawBars } from "./bars";
import { pieProblem, type Kind, type Mark, type Scene, type Step } from "./cube";
import { drawPie } from "./pie";
import { columnsOf, type Fonts } from "./row";
import type { Words } from "./words";

const WIDEST_PIE = 880; // px: beyond, names and figures of the list drift too far apart

export interface Drawing {
  options: SVGGElement[];
  /** Decoration below and above the marks. */
  under: SVGElement[];
  over?: SVGElement[];
  height: number;
}

export interface Picture {
  element: HTMLElement;
  show(scene: Scene, kind: Kind, move?: Move): void;
  select(selected: Step[]): void;
}

/** Where focus goes with a new scene, and from which side the scene comes in. */
export interface Move {
  focus: string | "first" | null;
  direction: "down" | "up";
}

export interface PictureActions {
  open(mark: Mark, add: boolean): void;
  command(command: Exclude<Command, "open" | "add">): void;
  painted(): void;
}

interface Shown {
  scene: Scene;
  kind: Kind;
}

export function createPicture(tools: { words: Words; format: Format }, actions: PictureActions, signal: AbortSignal): Picture {
  const { words, format } = tools;
  const keepers = new Map<string, SlotKeeper>();
  const listbox = svg("svg", { class: "uw-marks", role: "listbox", "aria-orientation": "vertical" });
  const figure = html("div", { class: "uw-picture" }, listbox);
  let shown: Shown | null = null;
  let options: SVGGElement[] = [];
  let chosen: string[] = [];
  let current = 0;
  let width = 0;
  let waiting: Move | undefined;

  const markAt = (index: number) => shown?.scene.marks[index];
  const focusOn = (index: number): void => {
    current = index;
    rove(options, index);
    options[index]?.focus();
  };
  const tooltip = createTooltip(figure, (index) => tooltipOf(index), signal);

  const tooltipOf = (index: number): Node[] => {
    const mark = markAt(index);
    if (!mark || !shown) return [];
    const { scene } = shown;
    const line = [words.value(scene, mark.number), words.share(mark)].filter(Boolean).join("  ·  ");
    return [
      html("strong", { dir: "auto" }, mark.label),
      html("span", { class: "uw-tooltip-value" }, `${scene.measure.label}: ${line}`),
      html("span", {}, words.markHint(scene, mark, chosen.includes(mark.key))),
    ];
  };

  const paint = (move: Move | undefined): void => {
    if (!shown || !width) return;
    const hadFocus = listbox.contains(document.activeElement);
    const kept = options[current]?.dataset["key"];
    const drawing = drawScene(shown, width);
    tooltip.close();
    options = drawing.options;
    listbox.setAttribute("height", String(drawing.height));
    listbox.setAttribute("viewBox", `0 0 ${width} ${drawing.height}`);
    listbox.replaceChildren(...drawing.under, ...options, ...(drawing.over ?? []));
    current = placeOf(move?.focus ?? (hadFocus ? kept : null));
    rove(options, current);
    markChosen();
    if (move?.focus || hadFocus) options[current]?.focus({ preventScroll: !move });
    if (move) animate(listbox, move.direction);
    actions.painted();
  };

  const drawScene = ({ scene, kind }: Shown, wide: number): Drawing => {
    const columns = (most: number) => columnsOf(scene, words, Math.min(wide, most), fontsOf(figure));
    if (kind === "bar" || pieProblem(scene)) return drawBars(scene, columns(Infinity), words, format);
    const keeper = keepers.get(scene.dimension.name) ?? new SlotKeeper();
    keepers.set(scene.dimension.name, keeper);
    const drawing = drawPie(scene, columns(WIDEST_PIE), words, keeper);
    return { ...drawing, under: [patterns(figure), ...drawing.under] };
  };

  const placeOf = (key: string | null | undefined): number => {
    const at = options.findIndex((option) => option.dataset["key"] === key);
    return Math.max(0, at);
  };
  const markChosen = (): void => {
    for (const part of listbox.querySelectorAll<SVGElement>("[data-index]")) {
      const isChosen = chosen.includes(markAt(indexOf(part))?.key ?? "");
      part.classList.toggle("uw-chosen", isChosen);
      if (part.role === "option") part.setAttribute("aria-selected", String(isChosen));
    }
  };
  /** A slice and its row light up together. */
  const light = (event: Event): void => {
    const index = event.type === "pointerleave" ? -1 : indexOf(event.target);
    for (const part of listbox.querySelectorAll("[data-index]")) part.classList.toggle("uw-lit", indexOf(part) === index);
  };

  const onCommand = (command: Command, index: number): void => {
    const mark = markAt(index);
    if (command === "open" || command === "add") {
      if (mark) actions.open(mark, command === "add");
    } else if (command === "leave" && tooltip.isOpen()) tooltip.close();
    else actions.command(command);
  };
  const onClick = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    const mark = markAt(index);
    if (!mark) return;
    focusOn(index);
    actions.open(mark, event.ctrlKey || event.metaKey || event.shiftKey);
  };
  driveByKeys(listbox, { numbers: () => shown?.scene.marks.map(({ number }) => number) ?? [], moved: focusOn, command: onCommand }, signal);
  listbox.addEventListener("click", onClick, { signal });
  for (const type of ["pointerover", "pointerleave", "focusin"]) listbox.addEventListener(type, light, { signal });
  listbox.id = freshId();

  const observer = new ResizeObserver(([entry]) => {
    const next = Math.floor(entry?.contentRect.width ?? 0);
    if (!next || next === width) return;
    width = next;
    paint(waiting);
    waiting = undefined;
  });
  observer.observe(figure);
  signal.addEventListener("abort", () => observer.disconnect());

  return {
    element: figure,
    show: (scene, kind, move) => {
      shown = { scene, kind };
      listbox.setAttribute("aria-label", plain(words.caption(scene)));
      listbox.setAttribute("aria-multiselectable", String(scene.next === null));
      if (width) paint(move);
      else waiting = move;
    },
    select: (selected) => {
      chosen = selected.map((step) => JSON.stringify(step));
      markChosen();
    },
  };
}

function indexOf(part: EventTarget | null): number {
  return Number((part as Element).closest<SVGElement>("[data-index]")?.dataset["index"] ?? -1);
}

function fontsOf(element: Element): Fonts {
  const { fontFamily } = getComputedStyle(element);
  return { label: `13px ${fontFamily}`, figure: `13px ${fontFamily}` };
}

/** The new values are already in place; they only settle in. */
function animate(listbox: SVGElement, direction: Move["direction"]): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const shift = direction === "down" ? 12 : -12;
  listbox.animate([{ transform: `translateX(${shift}px)` }, { transform: "none" }], { duration: 120, easing: "ease-out" });
}
