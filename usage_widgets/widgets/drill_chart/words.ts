/** What the chart says: names of marks, the summary, what is announced. Python writes the same summary from the same catalogue. */

import type { Format } from "../_kit/format";
import { plain, type Messages, type Piece } from "../_kit/messages";
import type { Mark, Scene } from "./cube";

const NAMED = 3; // how many of the largest the summary names

export interface Words {
  caption(scene: Scene): Piece[];
  summary(scene: Scene): Piece[];
  groups(scene: Scene): string;
  value(scene: Scene, number: number | null): string;
  share(mark: Mark): string;
  markName(scene: Scene, mark: Mark): string;
  /** What opening or choosing the mark does. */
  markHint(scene: Scene, mark: Mark, chosen: boolean): string;
  arrival(scene: Scene): string;
}

export function createWords(messages: Messages, format: Format): Words {
  const value = (scene: Scene, number: number | null) => format.value(number, scene.measure.unit);
  const share = (mark: Mark) => (mark.share === null ? "" : format.share(mark.share));

  const groups = ({ dimension, node }: Scene): string => {
    const own = `groups.${dimension.name}`;
    return messages.text(messages.has(own) ? own : "groups", { count: node.count });
  };

  const caption = ({ measure, dimension, crumbs }: Scene): Piece[] =>
    messages.pieces(crumbs.length ? "caption.within" : "caption", {
      measure: measure.label,
      dimension: dimension.label,
      path: crumbs.flatMap((name, level): Piece[] => (level ? [" › ", { name }] : [{ name }])),
    });

  const item = (scene: Scene, mark: Mark): Piece[] =>
    messages.pieces(mark.share === null ? "summary.item" : "summary.item_share", {
      name: { name: mark.label }, value: value(scene, mark.number), share: share(mark),
    });

  const largest = (scene: Scene): Piece[] => {
    const { node, measure } = scene;
    const named = scene.marks.filter((mark) => !mark.isOther && mark.number !== null).slice(0, NAMED);
    const items = named.flatMap((mark, at) => [...(at ? messages.pieces("summary.then") : []), ...item(scene, mark)]);
    const left = node.count - named.length;
    if (!named.length) return [];
    if (!left || !measure.additive || node.total === null) return messages.pieces("summary.largest", { items });
    const rest = named.reduce((sum, { number }) => sum - (number ?? 0), node.total);
    return messages.pieces("summary.largest_rest", { items, count: left, rest: value(scene, rest) });
  };

  const summary = (scene: Scene): Piece[] => {
    const { node, measure } = scene;
    if (!node.count) return messages.pieces("summary.empty", { caption: caption(scene) });
    const opening = messages.pieces(measure.additive ? "summary.total" : "summary.overall", {
      caption: caption(scene), total: value(scene, node.total), groups: groups(scene),
    });
    const unknown = node.numbers.filter((number) => number === null).length;
    const closing = unknown ? messages.pieces("summary.unknown", { count: unknown }) : [];
    return [opening, largest(scene), closing].filter((sentence) => sentence.length).flatMap((sentence, at) => (at ? [" ", ...sentence] : sentence));
  };

  const markHint = ({ next }: Scene, mark: Mark, chosen: boolean): string => {
    if (mark.isOther) return messages.text("mark.opens_other");
    if (mark.opens && next) return messages.text("mark.opens", { dimension: next.label });
    return messages.text(chosen ? "mark.selected" : "mark.selects");
  };

  return {
    caption, summary, groups, value, share, markHint,
    markName: (scene, mark) =>
      messages.text(mark.share === null ? "mark" : "mark.share", {
        name: mark.label, value: value(scene, mark.number), share: share(mark),
      }),
    arrival: (scene) =>
      messages.text("said.level", {
        place: scene.crumbs.at(-1) ?? messages.text("path.top"),
        level: scene.path.length + 1,
        levels: Math.max(scene.levels, scene.path.length + 1),
        groups: groups(scene),
        summary: plain(summary(scene)),
      }),
  };
}
