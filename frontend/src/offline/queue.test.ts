import { describe, expect, it } from "vitest";
import * as queue from "./queue.ts";
import type { Envelope, Piece, Result, Row, State } from "./types.ts";

const AT = "2026-11-23T10:00:00+09:00";
const envelope: Envelope = { v: 1, id: "a", revision: 1, office_key: "k", office: "o", mine: "m", body: "b", draft: true };
const piece: Piece = { sha256: "p", what: "photo", type: "image/jpeg", bytes: 100, sent: 0, here: false };
const created: Result = { id: "a", revision: 1, status: "created", receipt: "r", signed: "s", missing: ["p"] };

function ready(...pieces: Piece[]): Row {
  return queue.finished(queue.saved(queue.begun(envelope, AT), envelope, pieces, AT), envelope, AT);
}

function sending(...pieces: Piece[]): Row {
  return queue.leaving(ready(...pieces));
}

describe("a record", () => {
  it("goes from 작성 중 to 서버 접수됨, and no step is skipped", () => {
    const row = queue.settled(sending(), { ...created, missing: [] }, AT);
    expect(row.state).toBe("received");
    expect(row.receipt).toMatchObject({ id: "r", signed: "s", status: "created" });
    expect(queue.isDone(row)).toBe(true);
    expect(() => queue.again(row)).toThrow(queue.Impossible);
    expect(() => queue.reopened(row, AT)).toThrow(queue.Impossible);
  });

  it("is not received without a receipt, whatever the answer calls it", () => {
    const { receipt: _none, ...bare } = created;
    for (const status of ["created", "updated", "same", "held", "kept"] as const) {
      const row = queue.settled(sending(piece), { ...bare, status }, AT);
      expect(row.state).toBe("ready");
      expect(queue.isEmpty(row)).toBe(false);
    }
  });

  it("is received before its photos and done after them", () => {
    let row = queue.settled(sending(piece, { ...piece, sha256: "q" }), created, AT);
    expect(row.state).toBe("received");
    expect(queue.missing(row).map((one) => one.sha256)).toEqual(["p"]);
    row = queue.pieceMoved(row, "p", 40);
    expect(queue.isDone(row)).toBe(false);
    row = queue.pieceMoved(row, "p", 100, true);
    expect(queue.isDone(row)).toBe(true);
  });

  it("asks for every photo where the server did not say which it has", () => {
    const { missing: _unsaid, ...bare } = created;
    expect(queue.missing(queue.settled(sending(piece), bare, AT))).toHaveLength(1);
  });

  it("waits as before when no answer comes", () => {
    expect(queue.back(sending()).state).toBe("ready");
    expect(queue.back(queue.leaving(queue.begun(envelope, AT))).state).toBe("writing");
  });

  it("that was refused says why, and can be changed or sent again", () => {
    const row = queue.settled(sending(), { id: "a", revision: 1, status: "rejected", reason: "kind", message: "종류" }, AT);
    expect(row).toMatchObject({ state: "check", trouble: { code: "kind", message: "종류" } });
    expect(queue.again(row).state).toBe("ready");
    expect(queue.again(row).trouble).toBeUndefined();
    expect(queue.reopened(row, AT)).toMatchObject({ state: "writing", revision: 2 });
  });

  it("that was changed while it was on its way keeps the change; the answer settles the old version", () => {
    const changed = queue.reopened(queue.back(sending()), AT);
    expect(queue.outgoing(changed).revision).toBe(1);
    const row = queue.settled(changed, { ...created, missing: [] }, AT);
    expect(row.state).toBe("writing");
    expect(row.earlier).toBeUndefined();
    const next = queue.finished(row, row.envelope, AT);
    expect([queue.needsBase(next), queue.due([next])]).toEqual([true, []]);
    expect(queue.due([queue.based(next, next.envelope, "r")])).toHaveLength(1);
    expect(row.receipt?.id).toBe("r");
    expect(queue.isEmpty(row)).toBe(false);
  });

  it("that was never on its way stays the same version when it is changed", () => {
    expect(queue.reopened(ready(), AT).revision).toBe(1);
  });

  it("whose photo the server refuses stays until somebody has looked, with its receipt", () => {
    const row = queue.pieceRefused(queue.settled(sending(piece), created, AT), "p", "lying", "사진이 아닙니다.", AT);
    expect(row).toMatchObject({ state: "check", receipt: { id: "r" }, trouble: { message: "사진이 아닙니다." } });
    const rest = queue.pieceGone(row, "p");
    expect(rest.state).toBe("received");
    expect(queue.isDone(rest)).toBe(true);
  });
});

describe("nothing leaves the phone", () => {
  it("by itself but a receipt of a record that is whole, after a week", () => {
    const states: Row[] = [queue.begun(envelope, AT), ready(), sending(), queue.settled(sending(piece), created, AT)];
    const later = Date.parse(AT) + 400 * 86_400_000;
    for (const row of states) expect(queue.mayForget(row, later)).toBe(false);
    const done = queue.settled(sending(), { ...created, missing: [] }, AT);
    expect(queue.mayForget(done, Date.parse(AT) + 6 * 86_400_000)).toBe(false);
    expect(queue.mayForget(done, Date.parse(AT) + 8 * 86_400_000)).toBe(true);
  });

  it("and a row is in no state from which it could not come to an end", () => {
    const reached = new Set<State>(["received"]);
    for (let i = 0; i < 5; i += 1) {
      for (const [from, to] of Object.entries(queue.EDGES)) if (to.some((one) => reached.has(one))) reached.add(from as State);
    }
    expect([...reached].sort()).toEqual(["check", "ready", "received", "sending", "writing"]);
  });
});

describe("what is to be sent", () => {
  it("goes in the order in which it was finished, whatever zone the phone believed in", () => {
    const at = (id: string, ready_at: string): Row => ({ ...ready(), id, ready_at });
    const rows = [at("c", "2026-11-23T10:00:02+09:00"), at("b", "2026-11-23T01:00:01Z"), at("a", "2026-11-23T10:00:03+09:00")];
    expect(queue.due(rows).map((row) => row.id)).toEqual(["b", "c", "a"]);
  });

  it("is drafts too where the phone can't keep them, and marked as such", () => {
    const rows = [queue.begun(envelope, AT), { ...ready(), id: "b" }];
    expect(queue.due(rows).map((row) => row.id)).toEqual(["b"]);
    expect(queue.due(rows, { drafts: true }).map((row) => [row.id, row.envelope.draft])).toEqual([
      ["b", false],
      ["a", true],
    ]);
  });

  it("is counted, and told when it waits for more than a day", () => {
    const rows = [ready(piece), queue.begun({ ...envelope, id: "b" }, AT), queue.settled(sending(piece), created, AT)];
    const soon = queue.counts(rows, Date.parse(AT) + 23 * 3_600_000);
    expect(soon).toMatchObject({ unsent: 1, writing: 1, received: 1, incomplete: 1, late: false, bytes: 200 });
    expect(queue.counts(rows, Date.parse(AT) + 25 * 3_600_000).late).toBe(true);
  });

  it("is told to the office as what stays beside what goes", () => {
    const rows = [ready(piece), queue.begun({ ...envelope, id: "b" }, AT), queue.settled({ ...sending(piece), id: "c" }, { ...created, id: "c" }, AT)];
    expect(queue.staying(rows, [])).toBe(2);
    expect(queue.staying(rows, [rows[0]!.id])).toBe(1);
  });
});
