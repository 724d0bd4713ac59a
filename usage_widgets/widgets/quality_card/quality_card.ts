/** Whether the data can be trusted, in a sentence; what is odd about them in a disclosure. */

import { html } from "../_kit/dom";
import { mount, type Frame } from "../_kit/frame";
import { onChange, type BaseState, type Model, type View } from "../_kit/model";
import { createTable, type Column } from "../_kit/table";
import { rowsOf, worstOf, type Finding } from "./findings";

interface QualityState extends BaseState {
  verdict: string;
  findings: Finding[];
  rows: number;
  columns: Column[];
}

export default {
  render: (view: View<QualityState>) => mount("quality_card", view, (frame, signal) => drawCard(view.model, frame, signal)),
};

function drawCard(model: Model<QualityState>, { root, body, messages, status }: Frame, signal: AbortSignal): void {
  const sign = html("span", { class: "uw-sign", "aria-hidden": "true" });
  const sentence = html("span", { dir: "auto" });
  const verdict = html("p", { class: "uw-verdict" }, sign, sentence);
  const list = html("ul", { class: "uw-findings", role: "list" });
  const table = createTable(messages, status.announce);
  const line = html("summary", { class: "uw-summary-line" }, messages.text("details"));
  const details = html("details", { class: "uw-details" }, line, list, table.element);
  body.append(verdict, details);

  const show = (): void => {
    const findings = model.get("findings");
    const stated = model.get("status");
    const worst = worstOf(findings);
    sentence.textContent = model.get("verdict");
    sign.dataset["severity"] = worst ?? (model.get("rows") ? "none" : "note");
    body.hidden = !model.get("verdict"); // nothing was found out yet
    details.hidden = !findings.length;
    list.replaceChildren(...findings.map(itemOf));
    table.show({ caption: model.get("verdict"), columns: model.get("columns"), rows: rowsOf(findings) });
    status.show(stated);
    root.dataset["painted"] = "true";
  };
  details.open = ["error", "warning"].includes(worstOf(model.get("findings")) ?? "");
  onChange({ model, signal }, ["findings", "verdict", "rows", "columns", "status"], show);
  show();
}

function itemOf({ code, severity, cells, examples }: Finding): HTMLElement {
  const [word, message, meaning] = cells;
  return html(
    "li",
    { "data-code": code },
    html("span", { class: "uw-sign", "data-severity": severity, "aria-hidden": "true" }),
    html(
      "div", {},
      html("p", { dir: "auto" }, html("strong", {}, `${word}: `), message),
      html("p", { class: "uw-meaning", dir: "auto" }, meaning),
      examples && html("p", { class: "uw-examples", dir: "auto" }, examples),
    ),
  );
}
