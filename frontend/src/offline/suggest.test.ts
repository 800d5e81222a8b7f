import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isModel, suggest, type Model, type Suggestions } from "./suggest.ts";

// The same file that the server's own test reads.
const shared = JSON.parse(
  readFileSync(
    new URL("../../../src/dongne/outreach/suggestions/tests/cases.json", import.meta.url),
    "utf-8",
  ),
) as { model: Model; cases: ({ text: string } & Suggestions)[] };

test("the phone suggests what the server would, and for the same words", () => {
  expect(isModel(shared.model)).toBe(true);
  for (const { text, ...expected } of shared.cases) {
    expect(suggest(shared.model, text), text.slice(0, 80)).toEqual(expected);
  }
});

test("nothing is said of a text that says nothing", () => {
  expect(suggest(shared.model, "")).toEqual({});
  expect(suggest(shared.model, "1234 5678 !!")).toEqual({});
});

test("what is no model is not read as one", () => {
  for (const given of [null, undefined, 1, "", [], {}, { v: 2 }, { ...shared.model, v: 2 }]) {
    expect(isModel(given)).toBe(false);
  }
});
