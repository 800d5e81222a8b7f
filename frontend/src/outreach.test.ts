import { expect, test } from "vitest";
import { isNewCall, waitAfter } from "./outreach.ts";

test("a call is announced once, and again when it is called again", () => {
  expect(isNewCall("", "3:1:1")).toBe(true);
  expect(isNewCall("3:1:1", "3:1:1")).toBe(false);
  expect(isNewCall("3:1:1", "3:1:2")).toBe(true);
  expect(isNewCall("3:1:1", undefined)).toBe(false);
});

test("a network that is gone is asked less and less, but at least twice a minute", () => {
  expect(waitAfter(3, 0)).toBe(3);
  expect(waitAfter(3, 2)).toBe(12);
  expect(waitAfter(5, 99)).toBe(30);
});
