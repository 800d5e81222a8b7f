import { expect, test } from "vitest";
import { type Challenge, payload, solve } from "./solve.ts";

// Made by the server's library: counter 61, 20 rounds.
const CHALLENGE: Challenge = {
  parameters: {
    algorithm: "PBKDF2/SHA-256",
    cost: 20,
    keyLength: 32,
    keyPrefix: "d06b6e76227adb9bd02a4f3e6e9c4f3e",
    nonce: "712da26d7073e3307118ab146953faf7",
    salt: "acc9145798adc1946edad3305a65d9f5",
  },
  signature: "00",
};

test("the solution is the one that the server's library has drawn", async () => {
  const told: number[] = [];
  const solution = await solve(CHALLENGE.parameters, (tries) => told.push(tries));
  expect(solution.counter).toBe(61);
  expect(solution.derivedKey.startsWith(CHALLENGE.parameters.keyPrefix)).toBe(true);
  expect(told).toEqual([50]);
});

test("the form sends challenge and solution in one field", () => {
  const sent = JSON.parse(atob(payload(CHALLENGE, { counter: 61, derivedKey: "ab" })));
  expect(sent).toEqual({ challenge: CHALLENGE, solution: { counter: 61, derivedKey: "ab" } });
});
