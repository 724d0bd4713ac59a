/** What the chart says: names of marks, the summary, what is announced. Python writes the same summary from the same catalogue. */

import type { Mark } from "../_kit/chart/mark";
import type { Format } from "../_kit/format";
import { plain, type Messages, type Piece } from "../_kit/messages";
import type { Scene, Wording } from "./cube";

const NAMED = 3; // how many of the largest the summary names

export class Words implements Wording {
  readonly unknown: string;
  readonly #text: Messages["text"];
  readonly #pieces: Messages["pieces"];
  readonly #has: Messages["has"];
  readonly #format: Format;

  constructor({ text, pieces, has }: Messages, format: Format) {
    this.#text = text;
    this.#pieces = pieces;
    this.#has = has;
    this.#format = format;
    this.unknown = text("unknown_value");
  }

  other(count: number): string {
    return this.#text("other", { count });
  }

  value({ measure }: Scene, number: number | null): string {
    return this.#format.value(number, measure.unit);
  }

  share({ share }: Mark): string {
    return share === null ? "" : this.#format.share(share);
  }

  groups({ dimension, node }: Scene): string {
    const own = `groups.${dimension.name}`;
    return this.#text(this.#has(own) ? own : "groups", { count: node.count });
  }

  caption({ measure, dimension, crumbs }: Scene): Piece[] {
    return this.#pieces(crumbs.length ? "caption.within" : "caption", {
      measure: measure.label,
      dimension: dimension.label,
      path: crumbs.flatMap((name, level): Piece[] => (level ? [" › ", { name }] : [{ name }])),
    });
  }

  summary(scene: Scene): Piece[] {
    const { node, measure } = scene;
    const unknown = node.numbers.filter((number) => number === null).length;
    const sentences = [
      this.#opening(scene),
      this.#largest(scene),
      measure.additive && !node.sums ? this.#pieces("summary.overlap") : [],
      unknown ? this.#pieces("summary.unknown", { count: unknown }) : [],
    ];
    return sentences.filter(({ length }) => length).flatMap((sentence, at) => (at ? [" ", ...sentence] : sentence));
  }

  markName(scene: Scene, mark: Mark): string {
    return this.#text(mark.share === null ? "mark" : "mark.share", {
      name: mark.label, value: this.value(scene, mark.number), share: this.share(mark),
    });
  }

  /** What opening or choosing the mark does. */
  markHint({ next }: Scene, mark: Mark, chosen: boolean): string {
    if (mark.isOther) return this.#text("mark.opens_other");
    if (next) return this.#text("mark.opens", { dimension: next.label });
    return this.#text(chosen ? "mark.selected" : "mark.selects");
  }

  /** Said when a scene has come up. */
  arrival(scene: Scene): string {
    const level = scene.path.length + 1;
    return this.#text("said.level", {
      place: scene.crumbs.at(-1) ?? this.#text("path.top"),
      level,
      levels: Math.max(scene.levels, level),
      groups: this.groups(scene),
      summary: plain(this.summary(scene)),
    });
  }

  #opening(scene: Scene): Piece[] {
    const { node, measure } = scene;
    const caption = this.caption(scene);
    if (!node.count) return this.#pieces("summary.empty", { caption });
    return this.#pieces(measure.additive ? "summary.total" : "summary.overall", {
      caption, total: this.value(scene, node.total), groups: this.groups(scene),
    });
  }

  #largest(scene: Scene): Piece[] {
    const { node, marks } = scene;
    const named = marks.filter((mark) => !mark.isOther && mark.number !== null).slice(0, NAMED);
    if (!named.length) return [];
    const items = named.flatMap((mark, at) => [...(at ? this.#pieces("summary.then") : []), ...this.#item(scene, mark)]);
    const left = node.count - named.length;
    if (!left || !node.sums || node.total === null) return this.#pieces("summary.largest", { items });
    const unnamed = marks.flatMap((mark) => (named.includes(mark) || mark.number === null ? [] : [mark.number]));
    const rest = unnamed.length ? unnamed.reduce((sum, number) => sum + number, 0) : null;
    return this.#pieces("summary.largest_rest", { items, count: left, rest: this.value(scene, rest) });
  }

  #item(scene: Scene, mark: Mark): Piece[] {
    return this.#pieces(mark.share === null ? "summary.item" : "summary.item_share", {
      name: { name: mark.label }, value: this.value(scene, mark.number), share: this.share(mark),
    });
  }
}
