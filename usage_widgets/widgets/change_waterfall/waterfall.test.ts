import { expect, test } from "vitest";
import type { Content } from "./state";
import { sceneIn } from "./state";
import { arrow } from "./waterfall";

test("an arrow ends in a point where the change ends, right for up and left for down", () => {
  expect(arrow(10, 40, 0, 18, true)).toBe("M10 0H35L40 9L35 18H10z");
  expect(arrow(40, 10, 0, 18, false)).toBe("M40 0H15L10 9L15 18H40z");
});

test("a change that is less than a pixel still points its way", () => {
  expect(arrow(10, 10.2, 0, 8, true)).toBe("M10 0H10L13 4L10 8H10z");
  expect(arrow(10, 9.8, 0, 8, false)).toBe("M10 0H10L7 4L10 8H10z");
});

test("a part is shown by its groups, and what was not handed over is waited for", () => {
  const scenes = { parts: { name: "p" }, groups: { name: "g" }, price: { name: "price" } };
  const content = { scenes } as unknown as Content;
  expect(sceneIn(content, "parts", "price")?.name).toBe("p");
  expect(sceneIn(content, "groups", "")?.name).toBe("g");
  expect(sceneIn(content, "groups", "price")?.name).toBe("price");
  expect(sceneIn(content, "groups", "mix")).toBeNull();
});
