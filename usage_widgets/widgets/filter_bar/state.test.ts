import { describe, expect, it } from "vitest";
import { arranged, chosenKeys, isEmpty, problemOf, withChoice, withSteps } from "./state";

const options = [
  { value: "gpt-4o", label: "gpt-4o", count: 9 },
  { value: null, label: "unknown", count: 5 },
  { value: "Haiku", label: "Haiku", count: 2 },
];

describe("a choice", () => {
  it("adds a value, and takes it away again", () => {
    const one = withChoice({ team: [{ value: "core" }] }, "team", null, true);
    expect(one).toEqual({ team: [{ value: "core" }, { value: null }] });
    expect(withChoice(one, "team", "core", false)).toEqual({ team: [{ value: null }] });
  });
  it("counts a value once", () => {
    expect(withChoice({ team: [{ value: "core" }] }, "team", "core", true)).toEqual({ team: [{ value: "core" }] });
  });
  it("leaves a dimension out that has none, and the others alone", () => {
    const choices = { team: [{ value: "core" }], model: [{ value: "tiny" }] };
    expect(withChoice(choices, "team", "core", false)).toEqual({ model: [{ value: "tiny" }] });
    expect(withSteps(choices, "team", [])).toEqual({ model: [{ value: "tiny" }] });
    expect(choices).toEqual({ team: [{ value: "core" }], model: [{ value: "tiny" }] });
  });
  it("tells a number from its text", () => {
    expect(chosenKeys([{ value: 7 }]).has('"7"')).toBe(false);
  });
});

describe("the values", () => {
  const labels = (chosen: Set<string>, text: string) => arranged(options, chosen, text).map(({ label }) => label);
  it("begin with what is chosen", () => {
    expect(labels(chosenKeys([{ value: "Haiku" }, { value: null }]), "")).toEqual(["unknown", "Haiku", "gpt-4o"]);
  });
  it("stay in their order while a text is looked for, in any case", () => {
    expect(labels(chosenKeys([{ value: "Haiku" }]), " H")).toEqual(["Haiku"]);
    expect(labels(chosenKeys([{ value: "Haiku" }]), "O")).toEqual(["gpt-4o", "unknown"]);
  });
  it("are none when every dimension has none, and not before that is known", () => {
    expect(isEmpty({})).toBe(false);
    expect(isEmpty({ a: { values: [], matches: 0, total: 0 } })).toBe(true);
    expect(isEmpty({ a: { values: [], matches: 0, total: 0 }, b: { values: options, matches: 3, total: 3 } })).toBe(false);
  });
});

describe("two days", () => {
  it.each([
    ["2026-03-01", "2026-03-31", true, null],
    ["2026-03-01", "2026-03-01", true, null],
    ["2026-03-02", "2026-03-01", true, "reversed"],
    ["", "2026-03-01", true, "incomplete"],
    ["2026-03-01", "", true, "incomplete"],
    ["0002-03-01", "2026-03-01", false, "incomplete"],
  ])("%s to %s", (first, last, isWhole, problem) => {
    expect(problemOf({ first, last }, isWhole)).toBe(problem);
  });
});
