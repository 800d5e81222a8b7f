import { expect, test } from "vitest";
import { pruneTokens } from "./prune.ts";

test("tokens stay when used, also through another; the rest goes", () => {
  const css = ":root{--krds-a:#111;--krds-b:var(--krds-a);--krds-c:#333}p{color:var(--krds-b)}";
  expect(pruneTokens(css)).toBe(":root{--krds-a:#111;--krds-b:var(--krds-a);}p{color:var(--krds-b)}");
});
