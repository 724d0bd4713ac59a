/** The list of keys, on `?` and on the button beside the other controls. */

import { button, html } from "./dom";
import { keyHelp } from "./keyboard";
import type { Messages } from "./messages";

export interface Help {
  opener: HTMLButtonElement;
  dialog: HTMLDialogElement;
  open(): void;
}

export function createHelp(messages: Messages): Help {
  const dialog = html("dialog", { class: "uw-dialog", "aria-label": messages.text("keys.title") });
  const open = (): void => {
    if (!dialog.childElementCount) fill(dialog, messages);
    dialog.showModal();
  };
  const opener = button("?", { class: "uw-button uw-icon", "aria-label": messages.text("keys.title"), title: messages.text("keys.title") }, open);
  return { opener, dialog, open };
}

function fill(dialog: HTMLDialogElement, messages: Messages): void {
  const rows = keyHelp(messages).map(([keys, does]) =>
    html("div", {}, html("dt", {}, ...keycaps(keys)), html("dd", {}, does)),
  );
  dialog.append(
    html("h4", {}, messages.text("keys.title")),
    html("dl", {}, ...rows),
    button(messages.text("close"), { class: "uw-button" }, () => dialog.close()),
  );
}

function keycaps(keys: string): HTMLElement[] {
  return keys.split(", ").map((key) => html("kbd", {}, key));
}
