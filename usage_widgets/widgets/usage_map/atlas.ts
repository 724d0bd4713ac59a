/** The map: a picture that mirrors the list. Speech and keys have the list; the pointer has both. */

import { createTooltip } from "../_kit/chart/tooltip";
import { freshId, html, svg, UNSPOKEN } from "../_kit/dom";
import type { Scene, World } from "./state";

export interface AtlasActions {
  open(code: string): void;
  /** The pointer is on a country, or has left all. */
  pointed(code: string | null): void;
}

const DOT = 5; // px
const HIT = 12; // px: half of what a finger needs
/** Line widths of the classes where colours are the reader's own: the more, the denser. */
const DENSITY = [0.6, 1.2, 2, 3, 6];
const TILE = 5;

export class Atlas {
  readonly element = html("div", { class: "uw-atlas", ...UNSPOKEN });
  isDrawn = false;
  readonly #svg = svg("svg", { class: "uw-globe" });
  readonly #actions: AtlasActions;
  readonly #names: Intl.DisplayNames;
  readonly #outline = svg("path", { class: "uw-outline" });
  readonly #here = svg("path", { class: "uw-outline uw-here" });
  #world: World | null = null;
  #scene: Scene | null = null;
  #countries = new Map<string, SVGGElement>();

  constructor(locale: string, actions: AtlasActions, signal: AbortSignal) {
    this.#actions = actions;
    this.#names = new Intl.DisplayNames(locale, { type: "region" });
    this.element.append(this.#svg);
    createTooltip(this.element, (index) => this.#tooltip(index), signal);
    this.#svg.addEventListener("click", (event) => this.#click(event), { signal });
    this.#svg.addEventListener("pointerover", (event) => this.#actions.pointed(codeOf(event)), { signal });
    this.#svg.addEventListener("pointerleave", () => this.#actions.pointed(null), { signal });
    const observer = new ResizeObserver(() => this.#scale());
    observer.observe(this.element);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  draw(world: World): void {
    this.#world = world;
    this.#svg.setAttribute("viewBox", `0 0 ${world.width} ${world.height}`);
    this.#countries = new Map(Object.keys(world.middles).map((code, index) => [code, country(world, code, index)]));
    this.#svg.replaceChildren(shades(this.element.closest<HTMLElement>(".uw") ?? this.element), ...this.#countries.values(), this.#here, this.#outline);
    this.isDrawn = true;
    this.#scale();
    if (this.#scene) this.show(this.#scene);
  }

  show(scene: Scene): void {
    this.#scene = scene;
    for (const [code, group] of this.#countries) {
      const mark = scene.marks[code];
      group.classList.toggle("uw-has", Boolean(mark));
      if (mark && mark.slot !== null) group.dataset["shade"] = String(mark.slot);
      else delete group.dataset["shade"];
    }
    this.#trace(this.#here, scene.here);
  }

  light(code: string | null): void {
    this.#trace(this.#outline, code);
  }

  #trace(line: SVGPathElement, code: string | null): void {
    line.setAttribute("d", (code && this.#world?.shapes[code]) || "");
    for (const group of this.#countries.values()) {
      group.classList.toggle(line === this.#here ? "uw-at" : "uw-lit", group.dataset["key"] === code);
    }
  }

  #click(event: MouseEvent): void {
    const code = codeOf(event);
    if (code && this.#scene?.marks[code]) this.#actions.open(code);
  }

  #tooltip(index: number): Node[] {
    const code = [...this.#countries.keys()][index] ?? "";
    const mark = this.#scene?.marks[code];
    const label = mark?.label ?? this.#names.of(code) ?? code;
    const value = mark?.value ?? this.#scene?.legend.none ?? "";
    return [html("strong", { dir: "auto" }, label), html("span", { class: "uw-tooltip-value", dir: "auto" }, value)];
  }

  /** Dots and what hits them are as large on a small map. */
  #scale(): void {
    const width = this.#svg.clientWidth;
    if (width && this.#world) this.#svg.style.setProperty("--uw-unit", String(this.#world.width / width));
  }
}

function country({ shapes, middles, small }: World, code: string, index: number): SVGGElement {
  const [cx, cy] = middles[code] ?? [0, 0];
  const isSmall = small.includes(code);
  return svg(
    "g",
    { class: isSmall ? "uw-country uw-small" : "uw-country", "data-index": index, "data-key": code },
    shapes[code] && svg("path", { class: "uw-shade", d: shapes[code] }),
    ...(isSmall ? [svg("circle", { class: "uw-shade uw-spot", cx, cy, r: DOT }), svg("circle", { class: "uw-hit", cx, cy, r: HIT })] : []),
  );
}

/** Hatching where there are no figures; for forced colours the classes as lines of growing width. */
function shades(host: HTMLElement): SVGDefsElement {
  const made = [1, ...DENSITY].map((width, at) => {
    const id = freshId();
    host.style.setProperty(at ? `--uw-dense-${at - 1}` : "--uw-hatch", `url(#${id})`);
    return svg(
      "pattern",
      { id, class: at ? "uw-dense" : "uw-sparse", width: TILE, height: TILE, patternUnits: "userSpaceOnUse" },
      svg("rect", { width: TILE, height: TILE }),
      svg("path", { d: "M-1 1l2 -2M0 5l5 -5M4 6l2 -2", "stroke-width": width }),
    );
  });
  return svg("defs", {}, ...made);
}

function codeOf(event: Event): string | null {
  return (event.target as Element).closest<SVGElement>("[data-key]")?.dataset["key"] ?? null;
}
