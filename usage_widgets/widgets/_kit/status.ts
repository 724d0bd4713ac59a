/** Tells how things stand: one polite region for what just happened, one visible note for waiting and trouble. */

import { button, html, UNSPOKEN } from "./dom";
import type { Messages } from "./messages";
import type { Status } from "./model";

export interface StatusBoard {
  /** Said to screen readers; the region is there before its text. */
  region: HTMLElement;
  /** Seen by everybody; hidden while all is well. */
  note: HTMLElement;
  announce(text: string): void;
  show(status: Status): void;
}

export function createStatus(messages: Messages, retry: () => void): StatusBoard {
  const region = html("p", { class: "uw-sr", role: "status" });
  const text = html("span", { class: "uw-note-text", dir: "auto" });
  const again = button(messages.text("retry"), { class: "uw-button", hidden: true }, retry);
  const note = html("div", { class: "uw-note", hidden: true }, html("span", { class: "uw-note-sign", ...UNSPOKEN }), text, again);

  const announce = (said: string): void => {
    region.textContent = said;
  };
  const show = ({ state, message }: Status): void => {
    const said = message || (state === "ready" ? "" : messages.text(`status.${state}`));
    if (state !== "error" && note.contains(document.activeElement)) note.closest<HTMLElement>(".uw")?.focus({ preventScroll: true });
    const before = text.textContent;
    const changed = note.dataset["state"] !== state || before !== said;
    note.dataset["state"] = state;
    note.hidden = state === "ready";
    text.textContent = said;
    again.hidden = state !== "error";
    if (changed && (said || region.textContent === before)) announce(said); // what is over is not left to be read
  };
  return { region, note, announce, show };
}
