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
  const full: CubeNode = { dimension: 0, total: null, count: 0, values: [], labels: [], numbers: [], other: null, sums, ...node };
  const nodes = { [JSON.stringify(path)]: full };
  const wording = { unknown: "unknown", other: (count: number) => messages.text("other", { count }) };
  return sceneOf({ cube: { measure, nodes }, dimensions, measures: [...measures] }, path, wording)!;
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
  expect(words.markName(some, some.marks[1]!)).toBe("b, unknown");
});

test("nothing to show is said so", () => {
  expect(plain(words.summary(scene({ total: 0 })))).toBe("Cost by model: nothing to show.");
});

test("a mark's name carries value and share", () => {
  expect(words.markName(five, five.marks[0]!)).toBe("a, $50.00, 50.0% of the total");
  expect(words.markName(five, five.marks[4]!)).toBe("Other (5), $5.00, 5.0% of the total");
});

test("names with placeholders of their own stay as they are", () => {
  const odd = scene({ total: 1, count: 1, values: ["{value}"], labels: ["{value}"], numbers: [1] });
  expect(words.markName(odd, odd.marks[0]!)).toBe("{value}, $1.00, 100.0% of the total");
});

test("arrival says where, how deep and what", () => {
  const inside = scene({ dimension: 1, total: 5, count: 1, values: ["2"], labels: ["2"], numbers: [5] }, "cost", [{ value: "gpt-4o" }]);
  expect(words.arrival(inside)).toBe(
    "gpt-4o: level 2 of 2, 1 group. Cost by floor, within gpt-4o: $5.00 in total, 1 group. Largest: 2 with $5.00 (100.0%).",
  );
});
