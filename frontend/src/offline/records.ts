/** What the pages do with records: begin, write, add photos and sounds, finish, read again. */
import type { Clock } from "./clock.ts";
import type { Counts } from "./queue.ts";
import type { Safe } from "./safe.ts";
import type { Store } from "./store.ts";
import type { Body, Piece, Role, Row } from "./types.ts";

/** Content of a record as far as it is written yet. */
export type Draft = Partial<Body> & { id: string };

export class Locked extends Error {
  constructor() {
    super("locked");
    this.name = "Locked";
  }
}

export class Records {
  /** @param safe none in the service worker: there records are begun, and none is read. */
  constructor(store: Store, clock: Clock, safe?: Safe) {
    throw new Error(`to be filled ${clock.offset}${store ? "" : ""}${safe ? "" : ""}`);
  }

  /** A new draft, on disk when the promise is kept. Works while locked. @throws StorageFull */
  begin(body?: Partial<Body>): Promise<Row> {
    throw new Error(String(body?.memo));
  }

  /** The whole body as it stands; call it at every pause of the fingers. @throws Locked, StorageFull */
  save(id: string, body: Partial<Body>): Promise<Row> {
    throw new Error(id + String(body.memo));
  }

  /** Shrinks, seals, stores and enters it in the body. @throws Locked, StorageFull, Unreadable */
  addPhoto(id: string, file: Blob, role: Role, options?: { original?: boolean }): Promise<Piece> {
    throw new Error(id + file.size + role + String(options?.original));
  }

  addSound(id: string, sound: Blob, seconds: number): Promise<Piece> {
    throw new Error(id + sound.size + seconds);
  }

  /** From a draft only. */
  removePiece(id: string, sha256: string): Promise<Row> {
    throw new Error(id + sha256);
  }

  /** 보낼 준비. Without a body as it was last saved. @throws Locked */
  finish(id: string, body?: Partial<Body>): Promise<Row> {
    throw new Error(id + String(body?.memo));
  }

  /** Back to 작성 중 from 보낼 준비 or 확인 필요. */
  reopen(id: string): Promise<Row> {
    throw new Error(id);
  }

  /** Sends it as it is once more (from 확인 필요). */
  again(id: string): Promise<Row> {
    throw new Error(id);
  }

  /** With everything that belongs to it, received or not: ask the person twice before. */
  discard(id: string): Promise<void> {
    throw new Error(id);
  }

  /** Undefined for a receipt without content, and for what only a forgotten PIN would open. @throws Locked */
  read(id: string): Promise<Draft | undefined> {
    throw new Error(id);
  }

  /** In the clear, to be shown; revoke its URL soon. @throws Locked */
  piece(id: string, sha256: string): Promise<Blob | undefined> {
    throw new Error(id + sha256);
  }

  /** All rows, newest first. */
  list(): Promise<Row[]> {
    throw new Error("to be filled");
  }

  counts(): Promise<Counts> {
    throw new Error("to be filled");
  }

  /** After unlocking: to the office's new key what was sealed to an old one; what came in while locked is taken over. */
  refresh(): Promise<number> {
    throw new Error("to be filled");
  }
}
