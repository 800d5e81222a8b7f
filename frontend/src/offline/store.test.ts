import { afterEach, describe, expect, it } from "vitest";
import { Impossible, reopened } from "./queue.ts";
import { type Lost, Store } from "./store.ts";
import { blob, Try } from "./trying/phone.ts";

const open: Try[] = [];
async function phone(): Promise<Try> {
  const made = await (await Try.open()).unlocked();
  open.push(made);
  return made;
}
afterEach(() => open.splice(0).forEach((one) => one.close()));

function deleted(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = () => done();
    asked.onerror = () => failed(asked.error);
  });
}

describe("the store", () => {
  it("has what was written when the page was killed", async () => {
    const one = await phone();
    const id = await one.ready("간판이 기울었다", 4000);
    await one.killed();
    const row = await one.store.row(id);
    expect(row?.state).toBe("ready");
    expect((await one.store.piece(id, row?.pieces[0]?.sha256 ?? ""))?.byteLength).toBe(row?.pieces[0]?.bytes);
    expect(one.store.lost).toBeUndefined();
  });

  it("says that records were here when the browser has cleared it", async () => {
    const one = await phone();
    await one.ready("하나");
    await one.ready("둘");
    one.close();
    await deleted(one.name);
    await one.begin();
    expect(one.store.lost).toMatchObject({ unsent: 2, restored: 0 });
    // Until somebody has seen it, also after the next start.
    await one.killed();
    expect(one.store.lost).toMatchObject({ unsent: 2 });
    await one.store.lossSeen();
    await one.killed();
    expect(one.store.lost).toBeUndefined();
  });

  it("says it also where the worker was first to open the new database", async () => {
    const one = await phone();
    await one.ready("하나");
    one.close();
    await deleted(one.name);
    (await Store.open(one.name)).close();
    await one.begin();
    expect(one.store.lost).toMatchObject({ unsent: 1 });
  });

  it("tells the open page at once when it is deleted under it, and writes again what the page knew", async () => {
    const one = await phone();
    const id = await one.ready("하나", 300);
    await one.store.rows();
    const lost = new Promise<Lost>((told) => one.store.onLost(told));
    await deleted(one.name);
    expect(await lost).toMatchObject({ unsent: 1, restored: 1 });
    expect((await one.store.row(id))?.state).toBe("ready");
    // The text goes out; the photo is gone, and the record says so.
    await one.sender().turn();
    expect(one.office.records.get(id)?.body?.memo).toBe("하나");
    expect(await one.store.row(id)).toMatchObject({ state: "check", trouble: { code: "piece_lost" } });
  });

  it("changes all rows of a batch or none", async () => {
    const one = await phone();
    const a = await one.ready("하나");
    const b = (await one.records.begin({ memo: "둘" })).id;
    await expect(one.store.changeAll([a, b], (row) => reopened(row, "x"))).rejects.toThrow(Impossible);
    expect((await one.store.row(a))?.state).toBe("ready");
  });

  it("tells other tabs what has changed", async () => {
    const one = await phone();
    const other = await Store.open(one.name);
    const heard = new Promise<void>((told) => other.onChange(told));
    await one.ready("하나");
    await heard;
    other.close();
  });

  it("forgets everything when it is wiped, and does not call that a loss", async () => {
    const one = await phone();
    const id = await one.ready("하나", 300);
    await one.store.wipe();
    expect(await one.store.rows()).toEqual([]);
    expect(await one.store.get("phone")).toBeUndefined();
    await one.killed();
    expect(one.store.lost).toBeUndefined();
    expect(await one.store.row(id)).toBeUndefined();
  });

  it("drops a record's photos with it", async () => {
    const one = await phone();
    const { id } = await one.records.begin({});
    const { sha256 } = await one.records.addSound(id, blob(100), 1);
    await one.records.discard(id);
    expect(await one.store.piece(id, sha256)).toBeUndefined();
  });
});
