import { describe, expect, it } from "vitest";
import { placeOf } from "./popover";

const window = { width: 1000, height: 800 };
const size = { width: 320, height: 400 };
const at = (left: number, top: number) => ({ left, right: left + 100, top, bottom: top + 32 });

describe("a popover", () => {
  it("opens below its button, from the same edge", () => {
    expect(placeOf(at(200, 100), size, window, false)).toEqual({ x: 200, y: 136 });
    expect(placeOf(at(500, 100), size, window, true)).toEqual({ x: 280, y: 136 });
  });
  it("opens above where there is no room below", () => {
    expect(placeOf(at(200, 700), size, window, false)).toEqual({ x: 200, y: 296 });
  });
  it("stays in the window, whatever the room", () => {
    expect(placeOf(at(900, 100), size, window, false).x).toBe(672);
    expect(placeOf(at(0, 100), size, window, true).x).toBe(8);
    expect(placeOf(at(0, 300), { width: 304, height: 440 }, { width: 320, height: 640 }, false)).toEqual({ x: 8, y: 192 });
    expect(placeOf(at(0, 100), { width: 304, height: 240 }, { width: 320, height: 256 }, false)).toEqual({ x: 8, y: 8 });
  });
});
