import { expect, test } from "vitest";
import { keyOf, type Step } from "../_kit/model";
import { pieProblem, sceneOf, type Cube, type CubeNode } from "./cube";

const wording = {
  unknown: "unknown",
  other: (count: number) => `Other (${count})`,
  value: (_: unknown, number: number | null, partial: boolean) => `${partial ? "≥\u00a0" : ""}${number}`,
  percent: (share: number | null) => (share === null ? "" : `${100 * share}%`),
  name: ({ label, value }: { label: string; value: string }) => `${label}, ${value}`,
};
const dimensions = [{ name: "model", label: "Model" }, { name: "user", label: "User" }];
const cost = { name: "cost", label: "Cost", unit: "usd", additive: true } as const;
const latency = { name: "latency", label: "Latency", unit: "ms", additive: false } as const;

function node(over: Partial<CubeNode> = {}): CubeNode {
  return { dimension: 0, total: 100, count: 2, values: ["gpt-4o", null], labels: [null, "unknown"], numbers: [75, 25], other: null, sums: true, groups: "1 model and unknown", named: "1 model", partial: [], note: "", ...over };
}

function scene(top: CubeNode, path: Step[] = [], nodes: Cube["nodes"] = {}, measure = "cost") {
  const cube = { measure, nodes: { "[]": top, ...nodes } };
  return sceneOf({ cube, dimensions, measures: [cost, latency] }, path, wording);
}

test("a path the cube does not hold has no scene", () => {
  expect(scene(node(), [{ value: "gpt-4o" }])).toBeNull();
  expect(scene(node(), [], {}, "tokens")).toBeNull();
});

test("shares sum to one and follow the total", () => {
  expect(scene(node({ total: 125, other: { count: 3, number: 25 } }))?.marks.map(({ share }) => share)).toEqual([0.6, 0.2, 0.2]);
});

test.each([
  ["a negative part", node({ numbers: [125, -25] }), "cost"],
  ["no total", node({ total: 0, numbers: [0, 0] }), "cost"],
  ["a measure that does not add up", node({ sums: false }), "latency"],
])("no shares with %s", (_, top, measure) => {
  expect(scene(top, [], {}, measure)?.marks.every(({ share }) => share === null)).toBe(true);
});

test("values open until the last dimension, and Other opens always", () => {
  const last = { [keyOf([{ value: "gpt-4o" }])]: node({ dimension: 1, other: { count: 9, number: 1 } }) };
  expect(scene(node())?.marks.map(({ opens }) => opens)).toEqual([true, true]);
  expect(scene(node(), [{ value: "gpt-4o" }], last)?.marks.map(({ opens }) => opens)).toEqual([false, false, true]);
});

test("crumbs read as the labels did one level up", () => {
  const inside = { [keyOf([{ value: null }])]: node({ dimension: 1 }), [keyOf([{ other: true }])]: node() };
  const top = node({ other: { count: 40, number: 0 } });
  expect(scene(top, [{ value: null }], inside)?.crumbs).toEqual(["unknown"]);
  expect(scene(top, [{ other: true }], inside)?.crumbs).toEqual(["Other (40)"]);
});

test("where a request counts more than once, a part of the total says nothing", () => {
  expect(scene(node({ sums: false }))?.marks.map(({ share }) => share)).toEqual([null, null]);
});

test("a label stands only where it differs from the value", () => {
  const top = node({ values: ["u1", 9, null], labels: ["Ada", null, null], numbers: [3, 2, 1] });
  expect(scene(top)?.marks.map(({ label }) => label)).toEqual(["Ada", "9", "unknown"]);
});

test("a pie says why it cannot", () => {
  const problem = (top: CubeNode, measure?: string) => pieProblem(scene(top, [], {}, measure)!);
  expect(problem(node())).toBeNull();
  expect(problem(node({ numbers: [-1, 101] }))).toBe("pie.negative");
  expect(problem(node({ total: 0, numbers: [0, 0] }))).toBe("pie.nothing");
  expect(problem(node(), "latency")).toBe("pie.not_additive");
  expect(problem(node({ sums: false }))).toBe("pie.overlap");
});

test("a number that leaves requests out says so, the rest's too", () => {
  const top = node({ other: { count: 2, number: 5 }, partial: [0, 2] });
  expect(scene(top)?.marks.map(({ value }) => value)).toEqual(["≥\u00a075", "25", "≥\u00a05"]);
});
