import { expect, test } from "vitest";
import { keyOf } from "./model";

test("keys are what Python's json.dumps writes", () => {
  expect(keyOf([])).toBe("[]");
  expect(keyOf([{ value: "köln \"x\"" }, { value: null }, { other: true }])).toBe('[{"value":"köln \\"x\\""},{"value":null},{"other":true}]');
});
