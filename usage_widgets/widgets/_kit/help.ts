/** The list of keys, on `?` and on the button beside the other controls. */

import { button, html } from "./dom";
import { KEY_HELP } from "./keyboard";
import type { Messages } from "./messages";

export interface Help {
  opener: HTMLButtonElement;
  dialog: HTMLDialogElement;
  open(): void;
}

export function createHelp(messages: Messages, keys = KEY_HELP): Help {
  const title = messages.text("keys.title");
  const rows = keys.map(([caps, does]) => html("div", {}, html("dt", {}, ...keycaps(caps)), html("dd", {}, messages.text(does))));
  const dialog = html("dialog", { class: "uw-dialog", "aria-label": title }, html("h4", {}, title), html("dl", {}, ...rows));
  const open = (): void => dialog.showModal();
  dialog.append(button(messages.text("close"), { class: "uw-button" }, () => dialog.close()));
  return { opener: button("?", { class: "uw-button uw-icon", "aria-label": title, title }, open), dialog, open };
}

function keycaps(keys: string): HTMLElement[] {
  return keys.split(", ").map((key) => html("kbd", {}, key));
}
