import { afterEach, describe, expect, it } from "vitest";
import { Gone, Locked } from "./records.ts";
import { pinProblem, Safe } from "./safe.ts";
import { blob, disk, PIN, Try } from "./trying/phone.ts";

const HOUR = 3_600_000;
const open: Try[] = [];
async function phone(): Promise<Try> {
  const made = await (await Try.open()).unlocked();
  open.push(made);
  return made;
}
afterEach(() => open.splice(0).forEach((one) => one.close()));

describe("a PIN", () => {
  it("that everybody tries first is not taken", () => {
    expect(["123456", "000000", "654321", "121212", "123123"].map(pinProblem)).toEqual(Array(5).fill("plain"));
    expect(pinProblem("48291")).toBe("short");
    expect(pinProblem("48291a")).toBe("digits");
    expect(pinProblem(PIN)).toBeUndefined();
  });

  it("opens with the server, and the server counts", async () => {
    const one = await phone();
    await one.killed();
    expect(one.safe.state).toBe("locked");
    expect(await one.safe.unlock("111222")).toEqual({ ok: false, why: "wrong", left: 4 });
    expect(await one.safe.unlock(PIN)).toEqual({ ok: true, by: "server" });
    expect(one.safe.state).toBe("open");
    one.office.pins.get("p1")!.wrong = 5;
    expect(await one.safe.unlock("111222")).toEqual({ ok: false, why: "wait", seconds: 900 });
  });

  it("opens in a basement for twelve hours after the server was asked, and not a minute longer", async () => {
    const one = await phone();
    await one.killed();
    one.office.faults = ["before", "before"];
    one.device += 11 * HOUR;
    expect(await one.safe.unlock(PIN)).toEqual({ ok: true, by: "phone" });
    one.safe.lock();
    // Opened by the phone alone, the hours are not begun anew.
    one.device += HOUR + 60_000;
    expect(await one.safe.unlock(PIN)).toEqual({ ok: false, why: "offline" });
    expect(await one.store.get("offline")).toBeUndefined();
  });

  it("can't win hours by putting the clock back", async () => {
    const one = await phone();
    await one.killed();
    one.device -= 20 * HOUR;
    one.office.faults = ["before"];
    expect(await one.safe.unlock(PIN)).toEqual({ ok: false, why: "offline" });
  });

  it("may be wrong five times without the server, then only the server opens", async () => {
    const one = await phone();
    await one.killed();
    one.office.faults = Array(6).fill("before");
    const ends = [];
    for (let n = 0; n < 5; n += 1) ends.push(await one.safe.unlock("111222"));
    expect(ends.map((end) => !end.ok && end.why === "wrong" && end.left)).toEqual([4, 3, 2, 1, 0]);
    expect(await one.safe.unlock(PIN)).toEqual({ ok: false, why: "offline" });
    expect(await one.safe.unlock(PIN)).toEqual({ ok: true, by: "server" });
  });

  it("is counted before it is tried, also when the phone is switched off in between", async () => {
    const one = await phone();
    for (let n = 0; n < 5; n += 1) {
      await one.store.update<{ tries: number }>("offline", (old) => old && { ...old, tries: old.tries + 1 });
    }
    await one.killed();
    one.office.faults = ["before"];
    expect(await one.safe.unlock(PIN)).toEqual({ ok: false, why: "offline" });
  });

  it("is changed by the old one, and what lies on the phone stays readable", async () => {
    const one = await phone();
    const { id } = await one.records.begin({ memo: "그대로" });
    expect(await one.safe.changePin("111222", "905172", "csrf")).toMatchObject({ ok: false, why: "wrong" });
    expect(await one.safe.changePin(PIN, "905172", "csrf")).toEqual({ ok: true, by: "server" });
    await one.killed();
    expect((await one.safe.unlock(PIN)).ok).toBe(false);
    expect((await one.safe.unlock("905172")).ok).toBe(true);
    expect((await one.records.read(id))?.memo).toBe("그대로");
  });

  it("that was forgotten is set anew; what it hid goes to the office and is not read here", async () => {
    const one = await phone();
    const { id } = await one.records.begin({ memo: "초안" });
    await one.records.addSound(id, blob(500), 2);
    await one.killed();
    expect((await one.sender().turn({ drafts: true })).end).toBe("sent");
    expect(one.office.records.get(id)).toMatchObject({ draft: true });
    expect((await one.safe.startOver("905172", "csrf")).ok).toBe(true);
    expect(await one.store.row(id)).toMatchObject({ state: "received", receipt: { status: "kept" } });
  });

  it("that was forgotten without a network leaves what it hid to be sent later", async () => {
    const one = await phone();
    const { id } = await one.records.begin({ memo: "초안" });
    await one.killed();
    await one.safe.startOver("905172", "csrf");
    await expect(one.records.read(id)).rejects.toThrow(Locked);
    await one.sender().turn({ drafts: true });
    expect(one.office.records.has(id)).toBe(true);
  });
});

describe("the phone", () => {
  it("locks after five minutes without a touch, in all tabs", async () => {
    const one = await phone();
    const tab = new Safe(one.store, one.server, one.clock, { online: 10, offline: 40 });
    await tab.load();
    await tab.unlock(PIN);
    await tab.settled();
    one.device += 4 * 60_000;
    one.safe.touch();
    one.device += 4 * 60_000;
    one.safe.look();
    expect(one.safe.state).toBe("open");
    const locked = new Promise<void>((told) => tab.onChange((state) => state === "locked" && told()));
    one.device += 2 * 60_000;
    one.safe.look();
    expect(one.safe.state).toBe("locked");
    await locked;
    tab.close();
  });

  it("has nothing of a record or of today's list in the clear on its disk, nor PIN nor key", async () => {
    const one = await phone();
    await one.safe.keep("today", { households: [{ first_name: "순례 님" }] });
    const id = await one.ready("독거 어르신이 춥다고 하신다");
    const { id: draft } = await one.records.begin({ memo: "초안" });
    await one.records.addSound(draft, new Blob(["말씀하신 내용".repeat(20)]), 3);
    const there = await disk(one.store);
    for (const secret of ["어르신", "초안", "순례", PIN]) expect(there).not.toContain(secret);
    expect(there).not.toContain(new TextDecoder("latin1").decode(new TextEncoder().encode("말씀")));
    expect(there).toContain(id);
    expect(await one.safe.recall("today")).toEqual({ households: [{ first_name: "순례 님" }] });
    one.safe.lock();
    expect(await one.safe.recall("today")).toBeUndefined();
  });

  it("takes a record while it is locked, and shows it once it is open", async () => {
    const one = await phone();
    await one.killed();
    const { id } = await one.records.begin({ memo: "공유받은 글" });
    await one.records.addSound(id, blob(300), 2);
    await one.killed();
    await expect(one.records.read(id)).rejects.toThrow(Locked);
    await one.unlocked();
    expect(await one.records.read(id)).toMatchObject({ memo: "공유받은 글", sounds: [{ seconds: 2 }] });
  });

  it("begins nothing where it was never set up", async () => {
    const one = await phone();
    await one.store.wipe();
    await expect(one.records.begin({ memo: "x" })).rejects.toThrow(Locked);
    await expect(one.records.read("none")).rejects.toThrow(Gone);
  });
});
