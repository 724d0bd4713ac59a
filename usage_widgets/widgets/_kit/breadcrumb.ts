/** The way here, and back. */

import { button, freshId, html } from "./dom";

export interface Breadcrumb {
  element: HTMLElement;
  show(crumbs: string[]): void;
}

/** `name` says what the path is of, together with the widget's title; `top` is its first crumb. */
export function createBreadcrumb(name: string, top: string, title: HTMLElement, go: (level: number) => void): Breadcrumb {
  const list = html("ol", {});
  const id = freshId();
  const element = html("nav", { class: "uw-path", id, "aria-label": name, "aria-labelledby": `${id} ${title.id}` }, list);

  let shown = "";

  const crumb = (text: string, level: number, isLast: boolean): HTMLElement => {
    const looks = { class: "uw-crumb", title: text, dir: "auto" };
    return html("li", {}, isLast ? html("span", { ...looks, "aria-current": "true" }, text) : button(text, looks, () => go(level)));
  };

  return {
    element,
    show: (crumbs) => {
      const names = [top, ...crumbs];
      if (JSON.stringify(names) === shown) return; // whoever stands on a crumb stays there
      shown = JSON.stringify(names);
      list.replaceChildren(...names.map((name, level) => crumb(name, level, level === names.length - 1)));
    },
  };
}
