/** What rests on the phone: one IndexedDB, written to disk before a promise is kept. */
import type { Row } from "./types.ts";

/** Sealed bytes of a photo or sound. */
export interface SealedPiece {
  record: string;
  sha256: string;
  data: ArrayBuffer;
}

export interface Room {
  used: number;
  quota: number;
  /** The browser has promised not to clear it by itself. */
  persistent: boolean;
}

/** Records were here, and the browser or a person has deleted them. */
export interface Lost {
  /** How many were unsent when it was last known. */
  unsent: number;
  since: string;
}

/** A mark beside the database (localStorage and a cookie): tells that there was one. */
export interface Marks {
  read(): string | undefined;
  write(text: string): void;
  clear(): void;
}

export class StorageFull extends Error {
  constructor() {
    super("no room on this phone");
    this.name = "StorageFull";
  }
}

export class Store {
  /** Whether an earlier store was lost; stays until `lossSeen`. */
  lost: Lost | undefined;

  /** @param marks none in the service worker, which has no localStorage. */
  static open(name?: string, marks?: Marks): Promise<Store> {
    throw new Error(`to be filled ${name ?? ""}${marks ? "" : ""}`);
  }

  lossSeen(): Promise<void> {
    throw new Error("to be filled");
  }

  /** Called when the database is deleted under us while the page is open. */
  onLost(listener: (lost: Lost) => void): () => void {
    throw new Error(`to be filled ${listener.length}`);
  }

  rows(): Promise<Row[]> {
    throw new Error("to be filled");
  }

  row(id: string): Promise<Row | undefined> {
    throw new Error(id);
  }

  /** @throws StorageFull */
  add(row: Row, pieces?: SealedPiece[]): Promise<void> {
    throw new Error(`${row.id}${pieces?.length ?? 0}`);
  }

  /**
   * Read, changed and written in one transaction, so that a page and a worker never undo each other.
   * `next` may answer the same row (nothing is written) or undefined (the row and its pieces go).
   */
  change(id: string, next: (row: Row) => Row | undefined, pieces?: SealedPiece[]): Promise<Row | undefined> {
    throw new Error(`${id}${next.length}${pieces?.length ?? 0}`);
  }

  piece(record: string, sha256: string): Promise<ArrayBuffer | undefined> {
    throw new Error(record + sha256);
  }

  dropPiece(record: string, sha256: string): Promise<void> {
    throw new Error(record + sha256);
  }

  get<T>(key: string): Promise<T | undefined> {
    throw new Error(key);
  }

  set(key: string, value: unknown): Promise<void> {
    throw new Error(key + String(value));
  }

  remove(key: string): Promise<void> {
    throw new Error(key);
  }

  room(): Promise<Room> {
    throw new Error("to be filled");
  }

  /** Everything, on the server's word or with the person's. */
  wipe(): Promise<void> {
    throw new Error("to be filled");
  }

  close(): void {
    throw new Error("to be filled");
  }
}

/** The mark in localStorage and in a cookie of /field/; either is enough. */
export function pageMarks(): Marks {
  throw new Error("to be filled");
}
