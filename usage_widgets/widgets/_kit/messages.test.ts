import { expect, test } from "vitest";
import { createMessages } from "./messages";

const messages = createMessages({ hello: "{name} has {value}", "n.one": "{count} model", "n.other": "{count} models", "pl.few": "{count} modele", "pl.other": "{count} modelu" }, "en");

test("placeholders are filled", () => expect(messages.text("hello", { name: "a", value: "b" })).toBe("a has b"));

test("count chooses the plural and is written with digits of the locale", () => {
  expect(messages.text("n", { count: 1 })).toBe("1 model");
  expect(messages.text("n", { count: 5000 })).toBe("5,000 models");
});

test("other languages have other plurals", () => {
  const polish = createMessages({ "n.few": "{count} modele", "n.other": "{count} modeli" }, "pl");
  expect(polish.text("n", { count: 3 })).toBe("3 modele");
});

test("a value is never filled again", () => expect(messages.text("hello", { name: "{value}", value: "b" })).toBe("{value} has b"));

test("foreign names stay apart", () => {
  expect(messages.pieces("hello", { name: { name: "x" }, value: "b" })).toEqual([{ name: "x" }, " has ", "b"]);
});

test("a key without an entry reads as itself", () => expect(messages.text("nowhere")).toBe("nowhere"));
