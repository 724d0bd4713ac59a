import { expect, test } from "vitest";
import chart from "../../messages/en/drill_chart.json";
import kit from "../../messages/en/kit.json";
import { createFormat } from "../_kit/format";
import { createMessages, plain } from "../_kit/messages";
import type { Step } from "../_kit/model";
import { sceneOf, type CubeNode, type Scene } from "./cube";
import { Words } from "./words";

const messages = createMessages({ ...kit, ...chart }, "en");
const words = new Words(messages, createFormat("en", "unknown"));
const dimensions = [{ name: "model", label: "model" }, { name: "floor", label: "floor" }];
const measures = [
  { name: "cost", label: "Cost", unit: "usd", additive: true },
  { name: "latency", label: "Median latency", unit: "ms", additive: false },
] as const;

function scene(node: Partial<CubeNode>, measure = "cost", path: Step[] = []): Scene {
  const sums = measure === "cost";
  const groups = messages.text("groups.model", { count: node.count ?? 0 });
  const full: CubeNode = { dimension: 0, total: null, count: 0, groups, named: groups, values: [], labels: [], numbers: [], other: null, sums, partial: [], note: "", ...node };
  const nodes = { [JSON.stringify(path)]: full };
  return sceneOf({ cube: { measure, nodes }, dimensions, measures: [...measures] }, path, words)!;
}

const five = scene({ total: 100, count: 9, values: ["a", "b", "c", "d"], labels: ["a", "b", "c", "d"], numbers: [50, 20, 15, 10], other: { count: 5, number: 5 } });

test("the summary names the total, the largest and the rest", () => {
  expect(plain(words.summary(five))).toBe(
    "Cost by model: $100.00 in total, 9 models. Largest: a with $50.00 (50.0%), then b with $20.00 (20.0%), then c with $15.00 (15.0%); the rest (6) $15.00.",
  );
});

test("what does not add up has no shares and no rest", () => {
  const slow = scene({ total: 900, count: 4, values: ["a", "b", "c", "d"], labels: ["a", "b", "c", "d"], numbers: [1800, 900, 450, 2] }, "latency");
  expect(plain(words.summary(slow))).toBe(
    "Median latency by model: 900\u00a0ms overall, 4 models. Largest: a with 1,800\u00a0ms, then b with 900\u00a0ms, then c with 450\u00a0ms.",
  );
});

test("unknown values are counted, not read as zero", () => {
  const some = scene({ total: 3, count: 2, values: ["a", "b"], labels: ["a", "b"], numbers: [3, null] });
  expect(plain(words.summary(some))).toMatch(/Largest: a with \$3\.00 \(100\.0%\); the rest \(1\) unknown\. 1 shown group has no known value\.$/);
  expect(some.marks[1]!.name).toBe("b, unknown");
});

test("nothing to show is said so", () => {
  expect(plain(words.summary(scene({ total: 0 })))).toBe("Cost by model: nothing to show.");
});

test("a mark's name carries value and share", () => {
  expect(five.marks[0]!.name).toBe("a, $50.00, 50.0% of the total");
  expect(five.marks[4]!.name).toBe("Other (5), $5.00, 5.0% of the total");
});

test("names with placeholders of their own stay as they are", () => {
  const odd = scene({ total: 1, count: 1, values: ["{value}"], labels: ["{value}"], numbers: [1] });
  expect(odd.marks[0]!.name).toBe("{value}, $1.00, 100.0% of the total");
});

test("arrival says where, how deep and what", () => {
  const inside = scene({ dimension: 1, total: 5, count: 1, groups: "1 group", values: ["2"], labels: ["2"], numbers: [5] }, "cost", [{ value: "gpt-4o" }]);
  expect(words.arrival(inside)).toBe(
    "gpt-4o: level 2 of 2, 1 group. Cost by floor, within gpt-4o: $5.00 in total, 1 group. Largest: 2 with $5.00 (100.0%).",
  );
});

test("numbers that leave requests out say so", () => {
  const note = "Cost leaves out 4 requests without a price.";
  const some = scene({ total: 3, count: 3, groups: "3 models", values: ["mixed", "free", "house"], labels: [null, null, null], numbers: [3, 0, null], partial: [0, 2], note });
  expect(some.marks[0]!.name).toBe("mixed, ≥\u00a0$3.00, 100.0% of the total");
  expect(plain(words.summary(some))).toBe(
    "Cost by model: ≥\u00a0$3.00 in total, 3 models. Largest: mixed with ≥\u00a0$3.00 (100.0%), then free with $0.00 (0.0%); " +
      `the rest (1) unknown. 1 shown group has no known value. ${note}`,
  );
});

test("a rest is partial as its groups are, and unknown where it would read as free", () => {
  const rest = (number: number) =>
    plain(words.summary(scene({ total: 9, count: 5, values: ["a", "b", "c"], labels: [null, null, null], numbers: [4, 3, 2], other: { count: 2, number }, partial: [3], note: "Some." })));
  expect(rest(1)).toContain("the rest (2) ≥\u00a0$1.00.");
  expect(rest(0)).toContain("the rest (2) unknown.");
});
