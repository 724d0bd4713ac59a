/** The forecast in words: the total and its range, how far to trust it, what is behind it. */

import { freshId, html, UNSPOKEN } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import type { ForecastState, Story } from "./state";

export interface StoryBoard {
  element: HTMLElement;
  /** What else is to be said, smaller. */
  note: HTMLElement;
  /** The methods beside each other. */
  compared: HTMLElement;
  show(story: ForecastState["story"]): void;
}

const SIGNS: Record<string, string> = { reliable: "✓", unreliable: "!" };

export function createStory(messages: Messages): StoryBoard {
  const headline = html("strong", { class: "uw-total-number", dir: "auto" });
  const range = html("p", { class: "uw-range", dir: "auto" });
  const sign = html("span", { class: "uw-verdict-sign", ...UNSPOKEN });
  const verdict = html("span", { dir: "auto" });
  const label = html("strong", {}, messages.text("verdict"));
  const board = html("p", { class: "uw-verdict" }, sign, html("span", {}, label, " ", verdict));
  const facts = html("dl", { class: "uw-facts" });
  const note = html("p", { class: "uw-why", dir: "auto" });
  const element = html("div", { class: "uw-story" }, html("p", {}, headline), range, board, facts);
  const table = html("table");
  const title = html("h3", { id: freshId() }, messages.text("methods"));
  const scroller = html("div", { class: "uw-table-scroll", role: "region", tabindex: 0, "aria-labelledby": title.id }, table);
  const compared = html("div", { class: "uw-methods uw-table" }, title, scroller);
  let shown: ForecastState["story"] | null = null;

  const fill = (story: Story): void => {
    headline.textContent = story.headline.replaceAll("–", "\u2060–\u2060").replaceAll("−", "−\u2060"); // a range is not parted, nor a sign from its number
    range.textContent = story.range;
    board.dataset["verdict"] = story.verdict.code;
    board.hidden = !story.verdict.text;
    sign.textContent = SIGNS[story.verdict.code] ?? "?";
    verdict.textContent = story.verdict.text;
    facts.replaceChildren(...story.facts.map(({ name, text }) => html("div", {}, html("dt", { dir: "auto" }, name), html("dd", { dir: "auto" }, text))));
    note.textContent = story.note;
    note.hidden = !story.note;
    const { columns, rows } = story.methods;
    compared.hidden = !rows.length;
    table.replaceChildren(
      html("thead", {}, html("tr", {}, ...columns.map((column) => html("th", { scope: "col" }, column)))),
      html("tbody", {}, ...rows.map(([first = "", ...cells]) => html("tr", {}, html("th", { scope: "row", dir: "auto" }, first), ...cells.map((cell) => html("td", {}, cell))))),
    );
  };
  return {
    element,
    note,
    compared,
    show: (story) => {
      if (story === shown) return;
      shown = story;
      element.hidden = note.hidden = compared.hidden = !("headline" in story);
      if ("headline" in story) fill(story as Story);
    },
  };
}
