import { expect, test } from "vitest";
import { cornersOf, partsOf } from "./corners.ts";

test("what is written is read again", () => {
  const text = "126.85000, 37.52000\n126.86000, 37.52000\n126.86000, 37.53000\n\n()\n126.85500, 37.52500\n126.85600, 37.52500\n126.85600, 37.52600";
  const parts = partsOf(text);
  expect(parts).toHaveLength(1);
  expect(parts[0]).toHaveLength(2);
  expect(cornersOf(parts)).toBe(text);
});

test("a line that is no corner is passed over", () => {
  expect(partsOf("126.85 37.52\n어디\n126.86, 37.52")).toEqual([[[[126.85, 37.52], [126.86, 37.52]]]]);
});
