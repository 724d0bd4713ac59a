import { describe, expect, it } from "vitest";
import { hasOwn, withOwn } from "./query";

const NAMES = ["period", "team", "models", "~Cost centre"];

describe("our part of a query", () => {
  it("comes first, and all else stays letter by letter", () => {
    expect(withOwn("?token=a+b%20c&team=x&utm=%C3", NAMES, "?period=30d")).toBe("?period=30d&token=a+b%20c&utm=%C3");
  });
  it("is known however its name is written", () => {
    expect(withOwn("?te%61m=x&~Cost+centre=y&%E0%A4=z", NAMES, "")).toBe("?%E0%A4=z");
  });
  it("leaves nothing behind", () => {
    expect(withOwn("?team=x&models", NAMES, "")).toBe("");
  });
  it("stays when it is the same", () => {
    const search = "?team=x&team=y&token=1";
    expect(withOwn(search, NAMES, "?team=x&team=y")).toBe(search);
  });
});

describe("whether there is anything of ours", () => {
  it("asks for names, not for values", () => {
    expect(hasOwn("?token=team&teams=1", NAMES)).toBe(false);
    expect(hasOwn("", NAMES)).toBe(false);
    expect(hasOwn("?token=1&team", NAMES)).toBe(true);
  });
});
