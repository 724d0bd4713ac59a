/** The numbers Python hands over, and where in them a person stands. Pure: knows no page. */

import type { BaseState, Step, Value } from "../_kit/model";
import type { Unit } from "../_kit/format";

export interface Dimension {
  name: string;
  label: string;
}

export interface Measure {
  name: string;
  label: string;
  unit: Unit;
  /** Whether the parts sum to the whole, so that shares make sense. */
  additive: boolean;
}

/** What one path holds: its groups, largest first, and the rest of them in one. */
export interface CubeNode {
  dimension: number;
  total: number | null;
  count: number;
  values: Value[];
  /** What people read, where that is not the value itself. */
  labels: (string | null)[];
  numbers: (number | null)[];
  other: { count: number; number: number | null } | null;
  /** Whether the groups sum to the total: a request counts once for each of its tags. */
  sums: boolean;
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

/** One bar or slice. */
export interface Mark {
  step: Step;
  key: string;
  label: string;
  number: number | null;
  /** Part of the total, 0..1; null where a part of it says nothing. */
  share: number | null;
  opens: boolean;
  isOther: boolean;
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
  marks: Mark[];
}

/** The words a scene needs before it can be put into sentences. */
export interface Wording {
  other(count: number): string;
  unknown: string;
}

export function keyOf(path: Step[]): string {
  return JSON.stringify(path);
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
    marks: marksOf(node, next !== null, wording),
  };
}

function marksOf(node: CubeNode, opens: boolean, wording: Wording): Mark[] {
  const share = sharing(node);
  const marks = node.values.map((value, at): Mark => {
    const number = node.numbers[at] ?? null;
    const step: Step = { value };
    return { step, key: JSON.stringify(step), label: labelOf(node, at, wording), number, share: share(number), opens, isOther: false };
  });
  if (!node.other) return marks;
  const { count, number } = node.other;
  const step: Step = { other: true };
  return [...marks, { step, key: JSON.stringify(step), label: wording.other(count), number, share: share(number), opens: true, isOther: true }];
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

/** The choice after a click: alone it replaces, with `add` it joins, and again it clears. */
export function toggled(selected: Step[], step: Step, add: boolean): Step[] {
  const key = JSON.stringify(step);
  const others = selected.filter((chosen) => JSON.stringify(chosen) !== key);
  const wasChosen = others.length < selected.length;
  if (add) return wasChosen ? others : [...others, step];
  return wasChosen && !others.length ? [] : [step];
}
