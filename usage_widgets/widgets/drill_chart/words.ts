/** What the chart says: names of marks, the summary, what is announced. Python writes the same summary from the same catalogue. */

import type { Mark } from "../_kit/chart/mark";
import type { Format } from "../_kit/format";
import { plain, type Messages, type Piece } from "../_kit/messages";
import type { Measure } from "../_kit/model";
import type { Group, Scene, Wording } from "./cube";

const NAMED = 3; // how many of the largest the summary names

export class Words implements Wording {
  readonly unknown: string;
  readonly #text: Messages["text"];
  readonly #pieces: Messages["pieces"];
  readonly #format: Format;

  constructor({ text, pieces }: Messages, format: Format) {
    this.#text = text;
    this.#pieces = pieces;
    this.#format = format;
    this.unknown = text("unknown_value");
  }

  other(count: number): string {
    return this.#text("other", { count });
  }

  value({ unit }: Measure, number: number | null, partial: boolean): string {
    const value = this.#format.value(number, unit);
    return partial && number !== null ? this.#text("at_least", { value }) : value;
  }

  percent(share: number | null): string {
    return share === null ? "" : this.#format.share(share);
  }

  name({ label, value, percent }: Omit<Mark, "name">): string {
    return this.#text(percent ? "mark.share" : "mark", { name: label, value, share: percent });
  }

  total({ measure, node }: Scene): string {
    return this.value(measure, node.total, node.note !== "");
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
      node.note ? [node.note] : [],
    ];
    return sentences.filter(({ length }) => length).flatMap((sentence, at) => (at ? [" ", ...sentence] : sentence));
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
      groups: scene.node.groups,
      summary: plain(this.summary(scene)),
    });
  }

  #opening(scene: Scene): Piece[] {
    const { node, measure } = scene;
    const caption = this.caption(scene);
    if (!node.count) return this.#pieces("summary.empty", { caption });
    return this.#pieces(measure.additive ? "summary.total" : "summary.overall", {
      caption, total: this.total(scene), groups: node.groups,
    });
  }

  #largest(scene: Scene): Piece[] {
    const { node, marks } = scene;
    const named = marks.filter((mark) => !mark.isOther && mark.number !== null).slice(0, NAMED);
    if (!named.length) return [];
    const items = named.flatMap((mark, at) => [...(at ? this.#pieces("summary.then") : []), ...this.#item(mark)]);
    const left = node.count - named.length;
    if (!left || !node.sums || node.total === null) return this.#pieces("summary.largest", { items });
    const unnamed = marks.filter((mark) => !named.includes(mark));
    return this.#pieces("summary.largest_rest", { items, count: left, rest: this.#rest(scene, unnamed) });
  }

  /** Nothing is known of something free and something without a price. */
  #rest({ measure }: Scene, unnamed: Group[]): string {
    const known = unnamed.flatMap(({ number }) => (number === null ? [] : [number]));
    const sum = known.reduce((total, number) => total + number, 0);
    const partial = unnamed.some(({ isPartial }) => isPartial);
    return this.value(measure, known.length && (sum || !partial) ? sum : null, partial);
  }

  #item({ label, value, percent }: Mark): Piece[] {
    return this.#pieces(percent ? "summary.item_share" : "summary.item", { name: { name: label }, value, share: percent });
  }
}
