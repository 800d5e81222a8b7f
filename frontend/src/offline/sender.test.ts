import { afterEach, describe, expect, it } from "vitest";
import { isEmpty } from "./queue.ts";
import { nextPart } from "./sender.ts";
import { blob, disk, Try } from "./trying/phone.ts";
import { waitAfter } from "./triggers.ts";

const open: Try[] = [];
async function phone(): Promise<Try> {
  const made = await (await Try.open()).unlocked();
  open.push(made);
  return made;
}
afterEach(() => open.splice(0).forEach((one) => one.close()));

describe("sending", () => {
  it("brings records and what belongs to them to the office, and leaves receipts without content", async () => {
    const one = await phone();
    const id = await one.ready("가로등이 꺼졌다", 700_000);
    const [sha256] = (await one.records.read(id))?.sounds?.map((sound) => sound.sha256) ?? [];
    const seen: number[] = [];
    const turn = await one.sender({ progress: (told) => seen.push(told.sent) }).turn();
    expect(turn).toMatchObject({ end: "sent", received: 1, pieces: 1, left: 0 });
    expect(one.office.records.get(id)?.body).toMatchObject({ memo: "가로등이 꺼졌다" });
    expect(one.office.files.get(sha256 ?? "")).toHaveLength(700_000);
    expect(seen).toEqual([0, 524_288, 700_028]);
    const row = await one.store.row(id);
    expect(row?.receipt).toMatchObject({ id: `r-${id}-1`, signed: "v1" });
    expect(row && isEmpty(row)).toBe(true);
    expect(await one.store.piece(id, sha256 ?? "")).toBeUndefined();
  });

  it("asks for a photo once: it goes whole, and what was never begun is not asked for", async () => {
    const one = await phone();
    await one.ready("사진 한 장", 300_000);
    await one.sender().turn();
    expect(one.office.asked.filter((asked) => asked.includes("/files/"))).toHaveLength(1);
  });

  it("takes parts of some seconds each, and smaller ones where links break", () => {
    expect(nextPart(524_288, 524_288, 1)).toBe(1_048_576);
    expect(nextPart(524_288, 524_288, 40_000)).toBe(104_858);
    expect(nextPart(524_288, 524_288, 10_000_000)).toBe(65_536);
    expect(nextPart(524_288, 20_000, 10_000)).toBe(524_288);
    expect(nextPart(524_288, 300_000)).toBe(262_144);
    expect(nextPart(65_536, 65_536)).toBe(65_536);
  });

  it("goes on where it was cut, whatever is cut, and doubles nothing", async () => {
    const one = await phone();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await one.ready(`기록 ${n}`, 300_000, 50_000));
    let left = 1;
    for (let turn = 0; left; turn += 1) {
      expect(turn).toBeLessThan(60);
      // Cut ever somewhere else, before the server hears it or after it has done its work.
      one.office.faults = [...Array<"none">(turn % 5).fill("none"), turn % 2 ? "after" : "before"];
      if (turn % 4 === 3) await one.killed();
      left = (await one.sender().turn()).left;
    }
    expect([...one.office.records.keys()]).toEqual(ids);
    expect(one.office.files.size).toBe(10);
    for (const row of await one.store.rows()) expect(row).toMatchObject({ state: "received" });
  }, 60_000);

  it("sends what is on its way according to the disk once more after a kill", async () => {
    const one = await phone();
    const id = await one.ready("보내다 꺼짐");
    one.office.faults = ["after"];
    await one.sender().turn();
    expect(one.office.records.size).toBe(1);
    await one.store.change(id, (row) => ({ ...row, state: "sending" }));
    await one.killed();
    expect(await one.sender().turn()).toMatchObject({ end: "sent", received: 1 });
    expect((await one.store.row(id))?.receipt?.status).toBe("same");
  });

  it("goes on while the phone is locked, and needs no key of its own", async () => {
    const one = await phone();
    const id = await one.ready("잠긴 채로", 1000);
    await one.killed();
    expect(one.safe.state).toBe("locked");
    expect((await one.sender().turn()).end).toBe("sent");
    expect(one.office.records.has(id)).toBe(true);
  });

  it("keeps no good record back for a bad one", async () => {
    const one = await phone();
    for (const memo of ["하나", "나쁨", "셋"]) await one.ready(memo);
    one.office.refuse = (body) => (body.memo === "나쁨" ? "memo" : undefined);
    expect(await one.sender().turn()).toMatchObject({ received: 2, checked: 1, left: 0 });
    const bad = (await one.store.rows()).find((row) => row.state === "check");
    expect(bad?.trouble).toMatchObject({ code: "memo", message: "please correct it" });
    // Corrected, it goes.
    await one.records.reopen(bad?.id ?? "");
    await one.records.finish(bad?.id ?? "", { memo: "좋음" });
    expect(await one.sender().turn()).toMatchObject({ received: 1 });
  });

  it("finds the one that the server refuses with the whole request", async () => {
    const one = await phone();
    for (let n = 0; n < 4; n += 1) await one.ready(`기록 ${n}`);
    one.office.faults = [413, 413, 413];
    const turn = await one.sender().turn();
    expect(turn).toMatchObject({ received: 3, checked: 1 });
  });

  it("waits as long as the server asks", async () => {
    const one = await phone();
    await one.ready("하나");
    one.office.faults = [503];
    expect(await one.sender().turn()).toMatchObject({ end: "wait", wait: 60, left: 1 });
    expect((await one.store.rows())[0]?.state).toBe("ready");
  });

  it("sends no draft by itself", async () => {
    const one = await phone();
    await one.records.begin({ memo: "초안" });
    expect(await one.sender().turn()).toMatchObject({ end: "nothing" });
    expect(one.office.asked).not.toContain("POST /field/sealed");
  });

  it("takes a Wi-Fi's sign-in page for no answer", async () => {
    const one = await phone();
    await one.ready("하나");
    const answer = one.office.fetch;
    const portal: typeof fetch = async () => new Response("<html>", { headers: { "Content-Type": "text/html" } });
    Object.assign(one.office, { fetch: portal });
    const { Server } = await import("./server.ts");
    const { Sender } = await import("./sender.ts");
    const turn = await new Sender(one.store, new Server(one.clock, portal), one.clock).turn();
    expect(turn.end).toBe("offline");
    Object.assign(one.office, { fetch: answer });
    expect((await one.sender().turn()).end).toBe("sent");
  });

  it("keeps a record whose photo is refused, and its photo, until somebody has looked", async () => {
    const one = await phone();
    const id = await one.ready("사진이 이상하다", 500);
    one.office.refuseFile = () => true;
    await one.sender().turn();
    const row = await one.store.row(id);
    expect(row).toMatchObject({ state: "check", trouble: { code: "not_a_photo" } });
    const sha256 = row?.pieces[0]?.sha256 ?? "";
    expect(await one.store.piece(id, sha256)).toBeDefined();
    await one.records.removePiece(id, sha256);
    expect(await one.store.row(id)).toMatchObject({ state: "received" });
  });

  it("begins a file anew when parts of it that lie there were sealed otherwise", async () => {
    const one = await phone();
    const id = await one.ready("같은 소리", 400_000);
    const { sha256 = "" } = (await one.store.row(id))?.pieces[0] ?? {};
    one.office.parts.set(`${id}/${sha256}`, new Uint8Array(1000));
    expect(await one.sender().turn()).toMatchObject({ pieces: 1, left: 0 });
    expect(one.office.files.get(sha256)).toHaveLength(400_000);
  });

  it("seals anew to the office's new key once the phone is open", async () => {
    const one = await phone();
    const id = await one.ready("옛 열쇠");
    one.office.keyId = "k2";
    expect(await one.sender().turn()).toMatchObject({ checked: 1 });
    await one.store.set("office", { id: "k2", public: one.office.public });
    await one.killed();
    expect(await one.records.refresh()).toBe(0);
    await one.unlocked();
    expect(await one.records.refresh()).toBe(1);
    await one.sender().turn();
    expect(one.office.records.get(id)?.body?.memo).toBe("옛 열쇠");
  });

  it("names the receipt that a later version changes", async () => {
    const one = await phone();
    const id = await one.ready("처음");
    one.office.faults = ["after"];
    await one.sender().turn();
    // Taken up again while nobody knows whether it arrived; it had.
    await one.records.reopen(id);
    await one.records.finish(id, { memo: "나중" });
    await one.sender().turn();
    expect(one.office.records.get(id)?.body?.memo).toBe("처음");
    expect(await one.records.refresh()).toBe(1);
    await one.sender().turn();
    expect(one.office.records.get(id)?.body).toMatchObject({ memo: "나중", base: `r-${id}-1` });
    expect(await one.store.row(id)).toMatchObject({ state: "received", receipt: { status: "updated" } });
  });

  it("sends a later version at once where the earlier one had not arrived, as one that changes nothing", async () => {
    const one = await phone();
    const id = await one.ready("처음");
    one.office.faults = ["before"];
    await one.sender().turn();
    await one.records.reopen(id);
    await one.records.finish(id, { memo: "나중" });
    one.office.refuse = (body) => (body.memo === "처음" ? "memo" : undefined);
    expect(await one.sender().turn()).toMatchObject({ received: 1, left: 0 });
    expect(one.office.records.get(id)?.body?.memo).toBe("나중");
  });
});

describe("a phone whose account is over", () => {
  it("hands over everything, drafts too, and then forgets all", async () => {
    const one = await phone();
    await one.ready("끝낸 기록", 300_000);
    const { id: draft } = await one.records.begin({ memo: "초안" });
    await one.records.addSound(draft, blob(2000), 1);
    one.office.ended = true;
    expect((await one.sender().turn()).end).toBe("wiped");
    expect(one.office.records.size).toBe(2);
    expect(one.office.files.size).toBe(2);
    expect(await one.store.rows()).toEqual([]);
    expect(await one.store.get("safe")).toBeUndefined();
    expect(await one.store.get("ended")).toMatchObject({ kept: 2 });
  });

  it("is read by nobody from the first word on, and keeps what could not be handed over", async () => {
    const one = await phone();
    const id = await one.ready("끝낸 기록", 300_000);
    one.office.ended = true;
    const answer = one.office.fetch;
    let sealed = 0;
    const cut: typeof fetch = (input, init) => {
      if (String(input) === "/field/sealed") sealed += 1;
      return sealed && String(input).includes("files") ? Promise.reject(new TypeError("network")) : answer(input, init);
    };
    const { Server } = await import("./server.ts");
    const { Sender } = await import("./sender.ts");
    const turn = await new Sender(one.store, new Server(one.clock, cut), one.clock).turn();
    expect(turn).toMatchObject({ end: "offline", left: 1 });
    expect(await one.store.get("safe")).toBeUndefined();
    expect(await disk(one.store)).toContain(id);
    expect((await one.sender().turn()).end).toBe("wiped");
  });

  it("that the server does not know sends nothing and loses nothing", async () => {
    const one = await phone();
    await one.ready("하나");
    one.office.unknown = true;
    expect(await one.sender().turn()).toMatchObject({ end: "ended", left: 1 });
    expect(await one.store.get("unknown")).toBe(true);
    one.office.unknown = false;
    expect(await one.sender().turn()).toMatchObject({ end: "sent", received: 1 });
  });
});

it("waits ever longer between tries, and never all phones at once", () => {
  expect(waitAfter(1, () => 0.5)).toBe(4000);
  expect(waitAfter(3, () => 0.5)).toBe(16_000);
  expect(waitAfter(50, () => 0.5)).toBe(300_000);
  expect(waitAfter(1, () => 0)).toBeLessThan(waitAfter(1, () => 1));
});
