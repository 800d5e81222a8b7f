import { expect, test } from "vitest";

import { placeAt } from "./dragging.ts";

test("a row belongs before the first whose middle is below it", () => {
  const middles = [50, 150, 250];
  expect(placeAt(10, middles)).toBe(0);
  expect(placeAt(120, middles)).toBe(1);
  expect(placeAt(150, middles)).toBe(2);
  expect(placeAt(999, middles)).toBe(3);
  expect(placeAt(5, [])).toBe(0);
});
