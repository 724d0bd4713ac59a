/** The scene as the picture shows it: every group in words, as bars or as a pie. */

import { drawBars } from "../_kit/chart/bars";
import { SlotKeeper } from "../_kit/chart/palette";
import type { Content } from "../_kit/chart/picture";
import { drawPie } from "../_kit/chart/pie";
import { html } from "../_kit/dom";
import type { Format } from "../_kit/format";
import { plain } from "../_kit/messages";
import { pieProblem, type Kind, type Scene } from "./cube";
import type { Words } from "./words";

/** `keepers` hold the colours of each dimension's values, from one scene to the next. */
export function contentOf(scene: Scene, kind: Kind, words: Words, format: Format, keepers: Map<string, SlotKeeper>): Content {
  const { measure, dimension, marks, next } = scene;
  const keeper = keepers.get(dimension.name) ?? new SlotKeeper();
  keepers.set(dimension.name, keeper);
  const isPie = kind === "pie" && !pieProblem(scene);
  return {
    name: plain(words.caption(scene)),
    marks,
    chooses: next === null,
    draw: (room) =>
      isPie ? drawPie(marks, scene.node.named, keeper, room) : drawBars(marks, (tick) => format.tick(tick, measure.unit), room),
    tooltip: (index, isChosen) => marks.slice(index, index + 1).flatMap((mark) => [
      html("strong", { dir: "auto" }, mark.label),
      html("span", { class: "uw-tooltip-value" }, `${measure.label}: ${[mark.value, mark.percent].filter(Boolean).join("  ·  ")}`),
      html("span", {}, words.markHint(scene, mark, isChosen)),
    ]),
  };
}
