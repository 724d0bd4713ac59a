/** What a figure is made of: its change explained, and the groups that changed most, each with a bar from the zero line. */

import { createBreadcrumb } from "../_kit/breadcrumb";
import { freshId, html, UNSPOKEN } from "../_kit/dom";
import type { Frame } from "../_kit/frame";
import { keyOf, type Step } from "../_kit/model";
import { createListBox } from "./choosing";
import type { Detail, Group } from "./state";
import { changeOf } from "./tiles";

export interface DetailPanel {
  element: HTMLElement;
  show(detail: Detail | null): void;
  focus(key?: string): void;
}

export interface DetailActions {
  open(step: Step): void;
  goTo(level: number): void;
}

export function createDetail({ messages, title }: Frame, actions: DetailActions, signal: AbortSignal): DetailPanel {
  const breadcrumb = createBreadcrumb(messages.text("path"), messages.text("path.top"), title, actions.goTo);
  const caption = html("h3", { class: "uw-ct-caption", id: freshId(), dir: "auto" });
  const why = html("p", { class: "uw-ct-why", dir: "auto" });
  const columns = html("div", { class: "uw-cg uw-cg-head", ...UNSPOKEN });
  const notes = html("div");
  let groups: Group[] = [];
  const list = createListBox("uw-cgs", (key) => {
    const group = groups.find(({ step }) => keyOf(step) === key);
    if (group?.opens) actions.open(group.step);
  }, signal);
  const element = html("section", { class: "uw-ct-detail", "aria-labelledby": caption.id }, breadcrumb.element, caption, why, columns, list.element, notes);

  return {
    element,
    show: (detail) => {
      element.hidden = !detail;
      if (!detail) return;
      groups = detail.groups;
      element.style.setProperty("--zero", String(detail.zero));
      breadcrumb.show(detail.crumbs);
      caption.textContent = detail.caption;
      why.textContent = detail.explanation[0] ?? "";
      columns.replaceChildren(...detail.columns.map((column) => html("span", { dir: "auto" }, column)));
      columns.hidden = !groups.length;
      list.show(detail.caption, groups.map((group) => ({ key: keyOf(group.step), number: group.from, element: rowOf(group) })));
      const said = [...detail.notes, ...detail.explanation.slice(1)];
      notes.replaceChildren(...said.map((text) => html("p", { class: "uw-ct-said", dir: "auto" }, text)), html("p", { class: "uw-hint", dir: "auto" }, detail.hint));
    },
    focus: (key) => (groups.length ? list.focus(key) : breadcrumb.element.querySelector("button")?.focus()),
  };
}

function rowOf(group: Group): HTMLElement {
  const bar = html("i", { "data-tone": group.tone, style: `--from:${group.from};--part:${group.part}` });
  return html(
    "div",
    { class: "uw-cg", role: "option", "aria-selected": "false", "aria-label": group.said, "data-key": keyOf(group.step), "data-opens": String(group.opens) },
    html("span", { class: "uw-cg-label", dir: "auto", title: group.label }, group.label),
    html("span", { class: "uw-cg-bar", ...UNSPOKEN }, bar),
    html("span", { class: "uw-cg-number" }, html("bdi", {}, group.previous)),
    html("span", { class: "uw-cg-number" }, html("bdi", {}, group.current)),
    changeOf(group, "uw-cg-change"),
  );
}
