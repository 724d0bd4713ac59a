/** The words around the picture: the total, the summary, and what a click does. */

import { freshId, html } from "../_kit/dom";
import type { Messages } from "../_kit/messages";
import { sentence } from "../_kit/sentence";
import { pieProblem, type Kind, type Scene } from "./cube";
import type { Words } from "./words";

export interface Texts {
  total: HTMLElement;
  summary: HTMLElement;
  /** Why the picture is not the one that was asked for. */
  note: HTMLElement;
  hint: HTMLElement;
  show(scene: Scene, kind: Kind): void;
}

export function createTexts(words: Words, messages: Messages): Texts {
  const number = html("strong", { class: "uw-total-number" });
  const label = html("span", { class: "uw-total-label", dir: "auto" });
  const total = html("p", { class: "uw-total" }, number, label);
  const summary = html("p", { class: "uw-summary", dir: "auto", id: freshId() });
  const note = html("p", { class: "uw-why", dir: "auto", hidden: true });
  const hint = html("p", { class: "uw-hint", dir: "auto" });

  return {
    total, summary, note, hint,
    show: (scene, kind) => {
      const { measure, next, node, marks } = scene;
      number.textContent = words.total(scene);
      label.textContent = `${messages.text(measure.additive ? "total.additive" : "total.overall", { measure: measure.label })} · ${node.groups}`;
      summary.replaceChildren(...sentence(words.summary(scene)));
      hint.textContent = next ? messages.text("hint.opens", { dimension: next.label }) : messages.text("hint.selects");
      const problem = kind === "pie" && marks.length ? pieProblem(scene) : null;
      note.textContent = problem && messages.text(problem, { measure: measure.label });
      note.hidden = !problem;
      hint.hidden = !marks.length;
    },
  };
}
