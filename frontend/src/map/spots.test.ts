import { expect, test } from "vitest";
import { boxText, type Case, fill, keyOf, stateWord, sums, type Words } from "./spots.ts";

const one: Case = { n: 1, open: 1, number: "A", category: "road", state: "received", outcome: "", received: "2026-11-20", place: "exact" };

test("a sentence is filled with what is known", () => {
  expect(fill("{n}건, {open}건 {other}", { n: "12", open: "3" })).toBe("12건, 3건 {other}");
});

test("a box is asked for on a grid that holds all of it", () => {
  const [west, south, east, north] = boxText([126.8512, 37.5203, 126.8634, 37.5299]).split(",").map(Number) as [number, number, number, number];
  expect(west).toBeLessThanOrEqual(126.8512);
  expect(south).toBeLessThanOrEqual(37.5203);
  expect(east).toBeGreaterThanOrEqual(126.8634);
  expect(north).toBeGreaterThanOrEqual(37.5299);
  expect(boxText([126.8514, 37.5204, 126.8636, 37.5299])).toBe(boxText([126.8512, 37.5203, 126.8634, 37.5299]));
});

test("what changed is drawn anew, what stays is not", () => {
  expect(keyOf(one, [1, 2])).toBe(keyOf({ ...one }, [1, 2]));
  expect(keyOf({ ...one, state: "done" }, [1, 2])).not.toBe(keyOf(one, [1, 2]));
  expect(keyOf({ n: 3, open: 1, cell: "8a" }, [1, 2])).not.toBe(keyOf({ n: 3, open: 2, cell: "8a" }, [1, 2]));
});

test("counts and words", () => {
  const words = { states: { received: "접수" }, ended: { solved: "해결" } } as unknown as Words;
  expect(stateWord(words, one)).toBe("접수");
  expect(stateWord(words, { ...one, open: 0, state: "closed", outcome: "solved" })).toBe("해결");
  const at = { coordinates: [0, 0] as [number, number] };
  expect(sums({ features: [{ geometry: at, properties: one }, { geometry: at, properties: { n: 5, open: 2, cell: "8a" } }] })).toEqual({ n: 6, open: 3 });
});
