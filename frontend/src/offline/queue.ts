/**
 * What becomes of a record on the phone, as a table and functions without any storage: each takes a
 * row and answers the next one. Nothing loses its content before the server has signed for it.
 */
import type { Envelope, Piece, Receipt, Result, Row, State } from "./types.ts";

export const EDGES: Record<State, readonly State[]> = {
  writing: ["ready", "sending"],
  ready: ["writing", "sending"],
  sending: ["ready", "writing", "received", "check"],
  received: ["check"],
  check: ["writing", "ready", "sending", "received"],
};

const DAY_MS = 86_400_000;
/** How long a receipt stays to be looked at. */
export const RECEIPT_DAYS = 7;
/** What waits longer is told. */
export const LATE_HOURS = 24;
/** Turned away because of the key it was sealed to: sealed anew when the phone is open. */
export const OLD_KEY = "office_key_unknown";

export class Impossible extends Error {
  constructor(row: Row, to: State) {
    super(`${row.id}: ${row.state} → ${to}`);
    this.name = "Impossible";
  }
}

export interface Counts {
  writing: number;
  ready: number;
  sending: number;
  check: number;
  received: number;
  /** Received, with photos or sounds that are still to go. */
  incomplete: number;
  /** Everything the office does not have yet, drafts apart: the number on the first screen and on the icon. */
  unsent: number;
  /** Since when the oldest of them waits. */
  oldest: string | undefined;
  late: boolean;
  bytes: number;
  sent: number;
}

/** A new draft. */
export function begun(envelope: Envelope, at: string): Row {
  return {
    id: envelope.id,
    revision: envelope.revision,
    state: "writing",
    made_at: at,
    changed_at: at,
    envelope,
    pieces: [],
    tries: 0,
  };
}

/** The draft as it stands now. */
export function saved(row: Row, envelope: Envelope, pieces: Piece[], at: string): Row {
  if (row.state !== "writing") throw new Impossible(row, "writing");
  return { ...row, envelope, revision: envelope.revision, pieces, changed_at: at };
}

/** @param base the receipt that this version says it changes. */
export function finished(row: Row, envelope: Envelope, at: string, base?: string): Row {
  const next = moved(row, "ready");
  return {
    ...without(next, "trouble"),
    ...(base && { base }),
    envelope: { ...envelope, draft: false },
    revision: envelope.revision,
    changed_at: at,
    ready_at: row.ready_at ?? at,
  };
}

/**
 * Taken up again. Once it has left it becomes a new version: what is on its way settles the old one
 * only, and is sent again first where nobody knows whether it arrived.
 */
export function reopened(row: Row, at: string): Row {
  const unsure = row.state === "ready" && row.tries > 0 ? row.envelope : undefined;
  const earlier = row.earlier ?? unsure;
  const revision = row.tries > 0 ? row.revision + 1 : row.revision;
  const envelope = { ...row.envelope, revision, draft: true };
  return { ...moved(row, "writing"), revision, envelope, tries: 0, changed_at: at, ...(earlier && { earlier }) };
}

/** A receipt has come for an earlier version, and this one does not name it yet: the phone must be open for that. */
export function needsBase(row: Row): boolean {
  return row.state === "ready" && row.receipt !== undefined && row.base !== row.receipt.id;
}

/** With the receipt it changes in its body. */
export function based(row: Row, envelope: Envelope, base: string): Row {
  return { ...row, envelope, base };
}

/** Once more as it is, after somebody has looked. */
export function again(row: Row): Row {
  const state: State = row.envelope.draft ? "writing" : "ready";
  return without(moved(row, state), "trouble");
}

/**
 * As it leaves. With `drafts` it can't stay: what is no finished record, or does not say what it
 * changes, leaves as a draft.
 */
export function leaving(row: Row, options: { drafts?: boolean } = {}): Row {
  const draft = row.state !== "ready" || (!!options.drafts && needsBase(row));
  const next = { ...moved(row, "sending"), envelope: { ...row.envelope, draft } };
  if (row.earlier && !options.drafts) return next;
  return { ...without(next, "earlier"), tries: row.tries + 1 };
}

/** What goes over the wire for a row that leaves. */
export function outgoing(row: Row): Envelope {
  return row.earlier ?? row.envelope;
}

/** No answer came: it waits as before. */
export function back(row: Row): Row {
  if (row.state !== "sending") return row;
  return moved(row, row.envelope.draft ? "writing" : "ready");
}

/**
 * What the server answered. Without a receipt nothing counts as received; the answer to an older
 * version gives that version its receipt and leaves the newer one as it is.
 */
export function settled(row: Row, result: Result, at: string): Row {
  const next = result.receipt ? { ...row, receipt: receiptOf(result, at) } : row;
  if (result.revision !== row.revision) {
    return row.earlier?.revision === result.revision ? without(next, "earlier") : next;
  }
  const { reason = "", message = "" } = result;
  if (result.status === "rejected" || result.status === "conflict") {
    return { ...next, state: "check", trouble: { code: reason || result.status, message, at } };
  }
  if (!result.receipt) return back(row);
  const asked = result.missing;
  const pieces = row.pieces.map((one) =>
    asked && !asked.includes(one.sha256) && !one.refused ? { ...one, here: true, sent: one.bytes } : one,
  );
  return { ...without(next, "trouble"), state: "received", pieces };
}

function receiptOf(result: Result, at: string): Receipt {
  const { receipt = "", signed = "", status, reason, message } = result;
  const kept = status === "conflict" || status === "rejected" ? "kept" : status;
  return { id: receipt, signed, status: kept, ...(reason && { reason }), ...(message && { message }), at };
}

export function pieceOf(row: Row, sha256: string): Piece | undefined {
  return row.pieces.find((one) => one.sha256 === sha256);
}

export function pieceBegun(row: Row, sha256: string): Row {
  return { ...row, pieces: row.pieces.map((one) => (one.sha256 === sha256 ? { ...one, begun: true } : one)) };
}

export function pieceMoved(row: Row, sha256: string, sent: number, here = false): Row {
  const pieces = row.pieces.map((one) =>
    one.sha256 === sha256 ? { ...one, sent: here ? one.bytes : Math.min(sent, one.bytes), here } : one,
  );
  return { ...row, pieces };
}

/** The server will not have this piece, and says why. The record stays until somebody has looked. */
export function pieceRefused(row: Row, sha256: string, code: string, message: string, at: string): Row {
  const pieces = row.pieces.map((one) => (one.sha256 === sha256 ? { ...one, refused: message } : one));
  if (row.state !== "received") return { ...row, pieces };
  return { ...moved(row, "check"), pieces, trouble: { code, message, at } };
}

/** The person lets a refused piece go: what was received apart from it is received. */
export function pieceGone(row: Row, sha256: string): Row {
  const next = { ...row, pieces: row.pieces.filter((one) => one.sha256 !== sha256) };
  const refused = row.pieces.find((one) => one.sha256 === sha256)?.refused !== undefined;
  const rest = next.pieces.some((one) => one.refused !== undefined);
  if (row.state !== "check" || !row.receipt || !refused || rest) return next;
  return without(moved(next, "received"), "trouble");
}

/** Still to go. */
export function missing(row: Row): Piece[] {
  return row.pieces.filter((one) => !one.here && one.refused === undefined);
}

/** The office has the record and everything that belongs to it. */
export function isDone(row: Row): boolean {
  return row.state === "received" && row.pieces.every((one) => one.here);
}

/** A receipt without content: what stays of a record that is done. */
export function emptied(row: Row): Row {
  return { ...row, envelope: { ...row.envelope, office: "", mine: "", body: "" } };
}

export function isEmpty(row: Row): boolean {
  return !row.envelope.body;
}

/** Whether it may leave the phone by itself. */
export function mayForget(row: Row, now: number): boolean {
  return isDone(row) && now - Date.parse(row.receipt?.at ?? row.changed_at) > RECEIPT_DAYS * DAY_MS;
}

/**
 * What is to be sent, in the order in which it was finished. With `drafts` everything that can't
 * stay on the phone: drafts too, and what was turned away, both as drafts.
 */
export function due(rows: readonly Row[], options: { drafts?: boolean } = {}): Row[] {
  const found = rows
    .filter((row) => row.state === "ready" && (!!options.drafts || !needsBase(row)))
    .sort((a, b) => compared(a.ready_at ?? a.made_at, b.ready_at ?? b.made_at) || compared(a.id, b.id));
  if (!options.drafts) return found;
  const rest = rows.filter((row) => (row.state === "writing" || row.state === "check") && !isEmpty(row));
  return [...found, ...rest.map((row) => ({ ...row, envelope: { ...row.envelope, draft: true } }))];
}

export function counts(rows: readonly Row[], now: number): Counts {
  const of = (state: State) => rows.filter((row) => row.state === state).length;
  const waiting = rows.filter((row) => WAITS.includes(row.state));
  const oldest = waiting.map((row) => row.ready_at ?? row.made_at).sort(compared)[0];
  const pieces = rows.filter((row) => row.state !== "writing" && !isDone(row)).flatMap((row) => row.pieces);
  return {
    writing: of("writing"),
    ready: of("ready"),
    sending: of("sending"),
    check: of("check"),
    received: of("received"),
    incomplete: rows.filter((row) => row.state === "received" && !isDone(row)).length,
    unsent: waiting.length,
    oldest,
    late: oldest !== undefined && now - Date.parse(oldest) > LATE_HOURS * 3_600_000,
    bytes: pieces.reduce((sum, one) => sum + one.bytes, 0),
    sent: pieces.reduce((sum, one) => sum + one.sent, 0),
  };
}

/** How many records lie on the phone still while `going` are on their way: what the office is told, so that somebody asks after a phone that is silent. */
export function staying(rows: readonly Row[], going: readonly string[]): number {
  return rows.filter((row) => row.state !== "received" && !going.includes(row.id)).length;
}

const WAITS: readonly State[] = ["ready", "sending", "check"];

/** Moments in the order of time, whatever offset they are written with. */
function compared(a: string, b: string): number {
  const by = Date.parse(a) - Date.parse(b);
  return Number.isNaN(by) || by === 0 ? Number(a > b) - Number(a < b) : by;
}

function moved(row: Row, to: State): Row {
  if (!EDGES[row.state].includes(to)) throw new Impossible(row, to);
  return { ...row, state: to };
}

function without(row: Row, name: "trouble" | "earlier"): Row {
  const { [name]: _gone, ...rest } = row;
  return rest;
}
