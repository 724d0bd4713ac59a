/** Which part of the table is shown, and the way back; nothing while all of it is. */

import { button, freshId, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";

export interface Trail {
  element: HTMLElement;
  show(crumbs: string[]): void;
}

export function createTrail(messages: Messages, title: HTMLElement, up: (level: number) => void): Trail {
  const list = html("ol");
  const id = freshId();
  const element = html("nav", { class: "uw-trail", id, "aria-label": messages.text("path"), "aria-labelledby": `${id} ${title.id}` }, list);
  const crumb = (name: string, level: number, isLast: boolean): HTMLElement =>
    isLast ? html("span", { "aria-current": "true", dir: "auto" }, name) : button(name, { dir: "auto" }, () => up(level));
  const show = (crumbs: string[]): void => {
    const names = [messages.text("path.top"), ...crumbs];
    element.hidden = !crumbs.length;
    list.replaceChildren(...names.map((name, level) => html("li", {}, crumb(name, level, level === crumbs.length))));
  };
  return { element, show };
}
