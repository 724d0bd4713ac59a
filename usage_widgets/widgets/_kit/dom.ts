/** Builds elements. Text only ever becomes text nodes: names come from outside. */

export type Child = Node | string | false | null | undefined;
export type Attributes = Record<string, string | number | boolean | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return dress(document.createElement(tag), attributes, children);
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

export function button(label: string, attributes: Attributes, onClick: (event: MouseEvent) => void): HTMLButtonElement {
  const element = html("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", onClick);
  return element;
}

/** Not spoken: it only decorates, or is said elsewhere. */
export const UNSPOKEN = { "aria-hidden": "true" };

let count = 0;
const view = Math.random().toString(36).slice(2, 8);

/** An id that no other widget on the page has, not even one from a second copy of this module. */
export function freshId(): string {
  count += 1;
  return `uw-${view}-${count}`;
}

function dress<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== false && child != null));
  return element;
}
