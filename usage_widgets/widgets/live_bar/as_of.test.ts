import { expect, test } from "vitest";
import { createMessages } from "../_kit/messages";
import { asOfText } from "./as_of";

const messages = createMessages({ as_of: "as of {time}", as_of_zone: "as of {time} ({zone})" }, "de");
const zone = "Europe/Berlin";
const noon = Date.UTC(2026, 5, 30, 12, 3);
const asOf = { instant: noon, zone, time: "14:03", moment: "30.06.2026, 14:03" };

test("the date is said unless it is today, in the zone of the data", () => {
  expect(asOfText(asOf, noon + 60_000, messages, zone)).toBe("as of 14:03");
  expect(asOfText(asOf, Date.UTC(2026, 5, 30, 21, 59), messages, zone)).toBe("as of 14:03");
  expect(asOfText(asOf, Date.UTC(2026, 5, 30, 22, 1), messages, zone)).toBe("as of 30.06.2026, 14:03");
});

test("the zone is said where the reader's clock shows something else", () => {
  expect(asOfText(asOf, noon, messages, "America/New_York")).toBe("as of 14:03 (Europe/Berlin)");
  expect(asOfText(asOf, noon, messages, "Africa/Johannesburg")).toBe("as of 14:03");
});
