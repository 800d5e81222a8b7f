import { expect, test } from "vitest";
import { isTold, warnAt } from "./idle.ts";
import { toBytes, toText } from "./base64.ts";

test("the warning leaves at least twenty seconds, and a minute where the session is long", () => {
  expect(warnAt(15 * 60)).toBe(60);
  expect(warnAt(90)).toBe(30);
  expect(warnAt(30)).toBe(20);
});

test("a reader hears a few moments, not every second", () => {
  expect([60, 59, 30, 20, 10, 9].map(isTold)).toEqual([true, false, true, true, true, false]);
});

test("bytes go to text and back as passkeys spell them", () => {
  const bytes = Uint8Array.from([251, 255, 0, 62, 63]).buffer;
  expect(toText(bytes)).toBe("-_8APj8");
  expect(new Uint8Array(toBytes("-_8APj8"))).toEqual(new Uint8Array(bytes));
});
