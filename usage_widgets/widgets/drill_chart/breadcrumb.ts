/** The way here, and back. */

import { button, freshId, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";

export interface Breadcrumb {
  element: HTMLElement;
  show(crumbs: string[]): void;
}

export function createBreadcrumb(messages: Messages, title: HTMLElement, go: (level: number) => void): Breadcrumb {
  const list = html("ol", {});
  const id = freshId();
  const element = html("nav", { class: "uw-path", id, "aria-label": messages.text("path"), "aria-labelledby": `${id} ${title.id}` }, list);

  let shown = "";

  const crumb = (name: string, level: number, isLast: boolean): HTMLElement => {
    const place = isLast
      ? html("span", { class: "uw-crumb", "aria-current": "true", dir: "auto" }, name)
      : button(name, { class: "uw-crumb", dir: "auto" }, () => go(level));
    place.title = name;
    return html("li", {}, place);
  };

  return {
    element,
    show: (crumbs) => {
      const names = [messages.text("path.top"), ...crumbs];
      if (String(names) === shown) return; // whoever stands on a crumb stays there
      shown = String(names);
      list.replaceChildren(...names.map((name, level) => crumb(name, level, level === names.length - 1)));
    },
  };
}
