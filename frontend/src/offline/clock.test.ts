import { describe, expect, it } from "vitest";
import { Clock } from "./clock.ts";
import { newId } from "./ids.ts";

const SERVER = "2026-11-23T10:00:00+09:00";
const NOW = Date.parse(SERVER);
const YEAR = 365 * 86_400_000;

describe("a clock", () => {
  it.each([-YEAR, YEAR])("that is wrong by %d ms is set right by the server's", (wrong) => {
    let device = NOW + wrong;
    const clock = new Clock(0, () => device);
    clock.learn(SERVER, device - 400, device + 400);
    expect(clock.isFar).toBe(true);
    expect(clock.iso()).toBe(SERVER);
    device += 3_600_000;
    expect(clock.iso()).toBe("2026-11-23T11:00:00+09:00");
    // Kept, and right after the page was opened anew without a network.
    expect(new Clock(clock.offset, () => device).iso()).toBe("2026-11-23T11:00:00+09:00");
  });

  it("that is right is left alone, and an answer that took a minute says nothing", () => {
    const clock = new Clock(0, () => NOW);
    clock.learn(SERVER, NOW - 900, NOW + 1200);
    expect(clock.offset).toBe(0);
    clock.learn("2027-11-23T10:00:00+09:00", NOW - 61_000, NOW);
    clock.learn("nonsense", NOW, NOW);
    expect(clock.offset).toBe(0);
  });
});

describe("ids", () => {
  it("are UUIDv7 and rise, also when the clock goes back", () => {
    const made = Array.from({ length: 6000 }, (_, n) => newId(NOW - (n % 7)));
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(Number.parseInt(made[0]?.replace("-", "").slice(0, 12) ?? "", 16)).toBe(NOW);
  });
});
