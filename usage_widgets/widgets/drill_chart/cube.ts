/** The numbers Python hands over, and where in them a person stands. Pure: knows no page. */

import type { Mark } from "../_kit/chart/mark";
import { keyOf, type BaseState, type Dimension, type Measure, type Step, type Value } from "../_kit/model";

/** What one path holds: its groups, largest first, and the rest of them in one. */
export interface CubeNode {
  dimension: number;
  total: number | null;
  count: number;
  /** The same in words, and of those only the ones with a name. */
  groups: string;
  named: string;
  values: Value[];
  /** What people read, where that is not the value itself. */
  labels: (string | null)[];
  numbers: (number | null)[];
  other: { count: number; number: number | null } | null;
  /** Whether the groups sum to the total: a request counts once for each of its tags. */
  sums: boolean;
  /** Places of the numbers that leave requests out, the rest's after the others'. */
  partial: number[];
  /** What the total leaves out, in a sentence; else nothing. */
  note: string;
}

export interface Cube {
  measure: string;
  nodes: Record<string, CubeNode>;
}

export type Kind = "bar" | "pie";

export interface ChartState extends BaseState {
  dimensions: Dimension[];
  measures: Measure[];
  measure: string;
  kind: Kind;
  selected: Step[];
  cube: Cube;
}

/** A group of the path, or the rest of them in one. */
export interface Group extends Mark {
  step: Step;
  /** Whether requests are left out of its number. */
  isPartial: boolean;
}

/** Everything one picture shows. */
export interface Scene {
  path: Step[];
  crumbs: string[];
  node: CubeNode;
  dimension: Dimension;
  /** What the next step splits by; null on the last level. */
  next: Dimension | null;
  levels: number;
  measure: Measure;
  marks: Group[];
}

/** The words of a scene's names and numbers. */
export interface Wording {
  unknown: string;
  other(count: number): string;
  /** A number, marked where it is `partial`. */
  value(measure: Measure, number: number | null, partial: boolean): string;
  /** A share in percent, or nothing. */
  percent(share: number | null): string;
  name(mark: Omit<Mark, "name">): string;
}

/** The scene of a path; null while the cube does not hold it. */
export function sceneOf(state: Pick<ChartState, "cube" | "dimensions" | "measures">, path: Step[], wording: Wording): Scene | null {
  const { cube, dimensions, measures } = state;
  const node = cube.nodes?.[keyOf(path)];
  const measure = measures.find(({ name }) => name === cube.measure);
  const dimension = node && dimensions[node.dimension];
  if (!dimension || !measure) return null;
  const next = dimensions[node.dimension + 1] ?? null;
  return {
    path, node, dimension, next, measure,
    levels: dimensions.length,
    crumbs: path.map((step, level) => crumbOf(cube, path.slice(0, level), step, wording)),
    marks: marksOf(node, measure, next !== null, wording),
  };
}

function marksOf(node: CubeNode, measure: Measure, opens: boolean, wording: Wording): Group[] {
  const shareOf = sharing(node);
  const { values, numbers, other, partial } = node;
  const group = (step: Step, at: number, label: string, number: number | null, isOther = false): Group => {
    const share = shareOf(number);
    const isPartial = partial.includes(at);
    const words = { value: wording.value(measure, number, isPartial), percent: wording.percent(share) };
    const mark = { step, label, number, isOther, share, isPartial, key: keyOf(step), opens: opens || isOther, ...words };
    return { ...mark, name: wording.name(mark) };
  };
  const marks = values.map((value, at) => group({ value }, at, labelOf(node, at, wording), numbers[at] ?? null));
  return other ? [...marks, group({ other: true }, values.length, wording.other(other.count), other.number, true)] : marks;
}

/** Shares need a whole above zero and no part below it. */
function sharing({ total, numbers, other, sums }: CubeNode): (number: number | null) => number | null {
  const parts = [...numbers, other?.number ?? null];
  const divides = sums && total !== null && total > 0 && parts.every((part) => part === null || part >= 0);
  return (number) => (divides && number !== null ? number / total : null);
}

function crumbOf(cube: Cube, parent: Step[], step: Step, wording: Wording): string {
  const node = cube.nodes[keyOf(parent)];
  if ("other" in step) return wording.other(node?.other?.count ?? 0);
  const at = node?.values.indexOf(step.value) ?? -1;
  return node && at >= 0 ? labelOf(node, at, wording) : plainLabel(step.value, wording);
}

function labelOf(node: CubeNode, at: number, wording: Wording): string {
  return node.labels[at] ?? plainLabel(node.values[at] ?? null, wording);
}

function plainLabel(value: Value, wording: Wording): string {
  return value === null ? wording.unknown : String(value);
}

/** Why a pie cannot show this scene: a key of the catalogue, or null when it can. */
export function pieProblem({ measure, node, marks }: Scene): string | null {
  if (!measure.additive) return "pie.not_additive";
  if (!node.sums) return "pie.overlap";
  if (marks.some(({ number }) => number !== null && number < 0)) return "pie.negative";
  return node.total !== null && node.total > 0 ? null : "pie.nothing";
}
