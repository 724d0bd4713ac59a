/** What stands around the picture: the change as a number, the words, the legend and what must be known. */

import { button, freshId, html, svg, UNSPOKEN } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { Content, Look, Scene } from "./state";

const KEYS = {
  total: "M1 3h18v10h-18z",
  up: "M1 3h13l5 5l-5 5h-13z",
  down: "M19 3h-13l-5 5l5 5h13z",
};

export interface Around {
  total: HTMLElement;
  summary: HTMLElement;
  legend: HTMLElement;
  hint: HTMLElement;
  show(content: Content, scene: Scene): void;
}

export function createAround(messages: Messages): Around {
  const number = html("strong", { class: "uw-total-number" });
  const label = html("span", { class: "uw-total-label", dir: "auto" });
  const total = html("p", { class: "uw-total" }, number, label);
  const summary = html("p", { class: "uw-summary", dir: "auto", id: freshId() });
  const notes = html("div", { class: "uw-notes" });
  const legend = html("div", { class: "uw-signs", role: "group", "aria-label": messages.text("legend") }, keys(messages), notes);
  const how = html("p", { dir: "auto" });
  const method = html("details", { class: "uw-method" }, html("summary", { class: "uw-summary-line" }, messages.text("method")), how);
  legend.append(method);
  const hint = html("p", { class: "uw-hint", dir: "auto" });
  return {
    total, summary, legend, hint,
    show: (content, scene) => {
      number.textContent = scene.number;
      label.textContent = scene.label;
      summary.textContent = content.summary;
      how.textContent = content.method;
      method.hidden = !content.method;
      hint.textContent = scene.hint;
      notes.replaceChildren(...scene.notes.map((note) => html("p", { dir: "auto" }, note)));
      legend.hidden = hint.hidden = !scene.marks.length;
    },
  };
}

export interface Views {
  element: HTMLElement;
  show(content: Content, view: Look): void;
}

/** The choice between causes and groups. */
export function createViews(messages: Messages, choose: (view: Look) => void): Views {
  const looks: Look[] = ["parts", "groups"];
  const buttons = looks.map((look) => button(messages.text("view.parts"), { class: "uw-button" }, () => choose(look)));
  return {
    element: html("div", { class: "uw-toggle", role: "group", "aria-label": messages.text("view") }, ...buttons),
    show: (content, view) => {
      buttons.forEach((element, at) => {
        element.ariaPressed = String(looks[at] === view);
        if (looks[at] === "groups") element.textContent = content.by;
      });
    },
  };
}

function keys(messages: Messages): HTMLElement {
  const items = Object.entries(KEYS).map(([kind, shape]) => {
    const sign = svg("svg", { width: 20, height: 16, ...UNSPOKEN }, svg("path", { class: `uw-bar uw-${kind}`, d: shape }));
    return html("li", {}, sign, html("span", {}, messages.text(`legend.${kind}`)));
  });
  return html("ul", { class: "uw-keys-list" }, ...items);
}
