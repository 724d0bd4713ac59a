import { expect, test } from "vitest";
import { directionOf } from "./direction";

test.each([
  ["en", "ltr"],
  ["de-CH", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["fa", "rtl"],
  ["pa", "ltr"],
  ["pa-Arab-PK", "rtl"],
])("%s runs %s", (locale, direction) => expect(directionOf(locale)).toBe(direction));
