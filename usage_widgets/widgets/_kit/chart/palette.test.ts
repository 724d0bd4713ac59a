import { expect, test } from "vitest";
import { GREY, SlotKeeper } from "./palette";

test("six values get colours, the rest and Other are grey", () => {
  expect(new SlotKeeper().slots(["a", "b", "c", "d", "e", "f", "g"])).toEqual([1, 2, 3, 4, 5, 6, GREY]);
  expect(new SlotKeeper().slots(["other", "a"], (key) => key === "other")).toEqual([GREY, 1]);
});

test("a value keeps its colour in another order and among newcomers", () => {
  const keeper = new SlotKeeper();
  keeper.slots(["a", "b", "c"]);
  expect(keeper.slots(["c", "new", "a"])).toEqual([3, 2, 1]);
});

test("two values never wear the same colour at once", () => {
  const keeper = new SlotKeeper();
  keeper.slots(["a", "b"]);
  keeper.slots(["c", "d"]);
  expect(new Set(keeper.slots(["a", "b", "c", "d"])).size).toBe(4);
});
