/** The one way out: what is ready goes to the server, by whichever page or worker holds the lock. */
import type { Clock } from "./clock.ts";
import {
  back,
  due,
  emptied,
  isDone,
  isEmpty,
  leaving,
  mayForget,
  missing,
  outgoing,
  pieceBegun,
  pieceMoved,
  pieceRefused,
  settled,
  staying,
} from "./queue.ts";
import type { Answer, Phone, Server } from "./server.ts";
import { type Store, UNKNOWN } from "./store.ts";
import type { Envelope, Piece, Row, Sent } from "./types.ts";

export interface Turn {
  /** `busy`: another tab or the worker sends. `nothing`: there was nothing to send. `ended`: the server knows the phone no more. `wiped`: the account is over, and the phone has forgotten all. */
  end: "sent" | "nothing" | "busy" | "offline" | "wait" | "ended" | "wiped" | "no_phone";
  received: number;
  checked: number;
  pieces: number;
  /** What still waits afterwards, pieces of received records counted by record. */
  left: number;
  /** Seconds that the server asked to wait. */
  wait: number | undefined;
  /** The account is over: nothing is read here any more. */
  ending: boolean;
}

export const NOTHING: Turn = {
  end: "nothing",
  received: 0,
  checked: 0,
  pieces: 0,
  left: 0,
  wait: undefined,
  ending: false,
};

export interface Progress {
  record: string;
  sha256: string;
  sent: number;
  bytes: number;
}

export interface SenderHooks {
  progress?(progress: Progress): void;
}

/**
 * On `window`: after each turn that met the network (`CustomEvent<Turn>`), while a photo goes
 * (`CustomEvent<Progress>`), when rows are different, and when the browser has deleted them.
 */
export const SETTLED = "field:settled";
export const PROGRESS = "field:progress";
export const CHANGED = "field:changed";
export const LOST = "field:lost";

/** Who holds it sends; the tag of Background Sync. */
export const LOCK = "dongne-field-send";
export const TAG = "field-send";

/** Kept from the server's word that the account is over until everything is handed over. */
const ENDING = "ending";
const MOST_ROWS = 20;
const MOST_BYTES = 1_000_000;
/**
 * How much of a file goes in one request: a photo whole, as a rule. What arrived before a link broke is
 * kept by the server, but not by every proxy before it; so parts take some seconds each, and shrink
 * where links break.
 */
const PART = { first: 512 * 1024, least: 64 * 1024, most: 1024 * 1024, seconds: 8 };

/** Why a turn stops before everything is sent. */
class Stop extends Error {
  readonly end: Turn["end"];
  readonly wait: number | undefined;

  constructor(end: Turn["end"], wait?: number) {
    super(end);
    this.end = end;
    this.wait = wait;
  }
}

export class Sender {
  readonly #store: Store;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #hooks: SenderHooks;
  #busy = false;
  #part = PART.first;

  constructor(store: Store, server: Server, clock: Clock, hooks: SenderHooks = {}) {
    this.#store = store;
    this.#server = server;
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** One turn. `drafts`: those too, where the phone can't keep them (a forgotten PIN): the office keeps them for the officer. */
  async turn(options: { drafts?: boolean } = {}): Promise<Turn> {
    const busy: Turn = { ...NOTHING, end: "busy" };
    if (this.#busy) return busy;
    this.#busy = true;
    try {
      const locks = globalThis.navigator?.locks as LockManager | undefined;
      if (!locks) return await this.#turn(options);
      return await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? this.#turn(options) : busy));
    } finally {
      this.#busy = false;
    }
  }

  async #turn(options: { drafts?: boolean }): Promise<Turn> {
    const turn: Turn = { ...NOTHING };
    const phone = await this.#store.get<Phone>("phone");
    // Nobody else sends: what is on its way according to the disk was cut off.
    await this.#store.changeAll(await this.#ids("sending"), back);
    try {
      if (!phone) throw new Stop("no_phone");
      turn.ending = (await this.#store.get<boolean>(ENDING)) ?? false;
      if (!options.drafts && !turn.ending && !(await this.#left())) throw new Stop("nothing");
      if (globalThis.navigator?.onLine === false) throw new Stop("offline");
      if (await this.#records(phone, turn, turn.ending ? { drafts: true } : options)) {
        await this.#end(turn);
        if (!options.drafts) await this.#records(phone, turn, { drafts: true });
      }
      await this.#pieces(phone, turn);
      turn.end = turn.received + turn.checked + turn.pieces > 0 ? "sent" : "nothing";
      if (turn.ending) turn.end = await this.#forget(turn.end);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      turn.end = error.end;
      turn.wait = error.wait;
      if (error.end === "ended") await this.#store.set(UNKNOWN, true);
    }
    await this.#sweep();
    turn.left = await this.#left();
    await this.#store.set("clock", this.#clock.offset);
    return turn;
  }

  async #records(phone: Phone, turn: Turn, options: { drafts?: boolean }): Promise<boolean> {
    const tried = new Set<string>();
    let most = MOST_ROWS;
    let wipe = false;
    for (;;) {
      const rows = due(await this.#store.rows(), options).filter((row) => !tried.has(row.id));
      const batch = fitting(rows, most);
      if (!batch.length) return wipe;
      const left = await this.#store.changeAll(batch, (row) => leaving(row, options));
      const unsent = staying(await this.#store.rows(), batch);
      const answer = await this.#server.send(phone, left.map(outgoing), unsent);
      if (answer.ok) {
        await this.#settle(answer.data, turn);
        await this.#store.changeAll(batch, back);
        wipe ||= answer.data.wipe;
      } else {
        const isAlone = batch.length === 1;
        await this.#store.changeAll(batch, (row) => (isAlone ? turnedAway(row, answer, this.#clock.iso()) : back(row)));
        if (answer.why !== "refused") throw stopped(answer);
        if (isAlone) turn.checked += 1;
        // One of them is what the server does not like: alone it keeps no other back.
        if (!isAlone) most = Math.max(1, Math.floor(batch.length / 2));
        if (!isAlone) continue;
      }
      // Where an earlier version had to go first, this one goes now.
      for (const row of left) if (!row.earlier) tried.add(row.id);
    }
  }

  async #settle(sent: Sent, turn: Turn): Promise<void> {
    const results = new Map(sent.results.map((one) => [one.id, one]));
    const rows = await this.#store.changeAll([...results.keys()], (row) => {
      const result = results.get(row.id);
      return result ? settled(row, result, sent.now) : row;
    });
    for (const row of rows) {
      if (row.state === "received") turn.received += 1;
      if (row.state === "check") turn.checked += 1;
      for (const piece of row.pieces) if (piece.here) await this.#store.dropPiece(row.id, piece.sha256);
    }
  }

  /** Photos and sounds of what was received, oldest record first, one by one. */
  async #pieces(phone: Phone, turn: Turn): Promise<void> {
    const rows = (await this.#store.rows()).filter((row) => row.state === "received" && !isEmpty(row));
    for (const row of rows) {
      for (const piece of missing(row)) {
        await this.#piece(phone, row.id, row.envelope, piece);
        turn.pieces += 1;
      }
    }
  }

  async #piece(phone: Phone, record: string, envelope: Envelope, piece: Piece): Promise<void> {
    const { sha256 } = piece;
    const data = await this.#store.piece(record, sha256);
    if (!data) return this.#refused(record, sha256, "piece_lost", "");
    const { office_key, office } = envelope;
    // What was never begun need not be asked for.
    let at: number | "here" = 0;
    if (piece.begun || piece.sent > 0) at = await this.#asked(phone, record, piece);
    else await this.#store.change(record, (row) => pieceBegun(row, sha256));
    let again = true;
    for (let steps = 0; at !== "here"; steps += 1) {
      // A server that never comes to an end is asked again another time.
      if (steps > 2 * Math.ceil(data.byteLength / PART.least) + 8) throw new Stop("wait", 300);
      this.#hooks.progress?.({ record, sha256, sent: at, bytes: piece.bytes });
      const chunk = data.slice(at, at + this.#part);
      const begun = performance.now();
      const answer = await this.#server.put(phone, { record, office_key, office, piece }, at, chunk);
      if (answer.ok) this.#part = nextPart(this.#part, chunk.byteLength, performance.now() - begun);
      else if (answer.why === "offline") this.#part = nextPart(this.#part, chunk.byteLength);
      if (answer.ok) {
        at = answer.data.here ? "here" : answer.data.received;
        const moved = typeof at === "number" ? at : piece.bytes;
        if (at !== "here") await this.#store.change(record, (row) => pieceMoved(row, sha256, moved));
      } else if (answer.why === "refused" && [409, 416].includes(answer.status)) {
        // What it has is not what we thought: it says so itself.
        at = await this.#asked(phone, record, piece);
      } else if (answer.why === "refused" && answer.code === "seal_broken" && again) {
        // Parts of the same photo, sealed before it was added anew: from the start.
        again = false;
        at = await this.#asked(phone, record, piece);
      } else if (answer.why === "refused") {
        return this.#refused(record, sha256, answer.code, answer.message);
      } else throw stopped(answer);
    }
    await this.#store.change(record, (row) => pieceMoved(row, sha256, piece.bytes, true));
    await this.#store.dropPiece(record, sha256);
    this.#hooks.progress?.({ record, sha256, sent: piece.bytes, bytes: piece.bytes });
  }

  /** From where to go on. */
  async #asked(phone: Phone, record: string, piece: Piece): Promise<number | "here"> {
    const answer = await this.#server.arrived(phone, record, piece);
    if (!answer.ok) throw answer.why === "refused" ? new Stop("wait", 60) : stopped(answer);
    return answer.data.here ? "here" : Math.min(answer.data.received, piece.bytes - 1);
  }

  async #refused(record: string, sha256: string, code: string, message: string): Promise<void> {
    await this.#store.change(record, (row) => pieceRefused(row, sha256, code, message, this.#clock.iso()));
  }

  /** Receipts keep no content, and go after a week. */
  async #sweep(): Promise<void> {
    const now = this.#clock.now();
    for (const row of await this.#store.rows()) {
      if (mayForget(row, now)) await this.#store.change(row.id, () => undefined);
      else if (isDone(row) && !isEmpty(row)) await this.#store.change(row.id, (one) => (isDone(one) ? emptied(one) : one));
    }
  }

  /** The account is over: what nobody may read any more can't be read from now on. */
  async #end(turn: Turn): Promise<void> {
    turn.ending = true;
    await this.#store.set(ENDING, true);
    for (const name of ["safe", "offline", "today"]) await this.#store.remove(name);
  }

  /** The rest goes when the office has it. */
  async #forget(end: Turn["end"]): Promise<Turn["end"]> {
    const rows = await this.#store.rows();
    if (rows.some((row) => !isDone(row))) return end;
    await this.#store.wipe();
    await this.#store.set("ended", { at: this.#clock.iso(), kept: rows.length });
    return "wiped";
  }

  async #ids(state: Row["state"]): Promise<string[]> {
    return (await this.#store.rows()).filter((row) => row.state === state).map((row) => row.id);
  }

  async #left(): Promise<number> {
    const rows = await this.#store.rows();
    const pieces = rows.filter((row) => row.state === "received" && missing(row).length > 0);
    return due(rows).length + pieces.length;
  }
}

/** How large the next part is, after one of so many bytes took so long, or did not come through. */
export function nextPart(part: number, bytes: number, ms?: number): number {
  if (ms === undefined) return Math.max(PART.least, part / 2);
  // A short rest says little of the line.
  if (bytes < part / 2) return part;
  return Math.round(Math.min(PART.most, Math.max(PART.least, (bytes * PART.seconds * 1000) / Math.max(ms, 1))));
}

/** Ids of as many as go into one request. */
function fitting(rows: Row[], most: number): string[] {
  let bytes = 0;
  const found = rows.slice(0, most).filter((row, at) => {
    bytes += row.envelope.body.length + row.envelope.office.length + 300;
    return at === 0 || bytes <= MOST_BYTES;
  });
  return found.map((row) => row.id);
}

function stopped(answer: Exclude<Answer<unknown>, { ok: true }>): Stop {
  if (answer.why === "wait") return new Stop("wait", answer.seconds);
  return new Stop(answer.why === "ended" ? "ended" : "offline");
}

/** Alone in its request, and refused as a whole. */
function turnedAway(row: Row, answer: Exclude<Answer<unknown>, { ok: true }>, at: string): Row {
  if (answer.why !== "refused") return back(row);
  return { ...row, state: "check", trouble: { code: answer.code, message: answer.message, at } };
}
