/** What rests on the phone: one IndexedDB, on disk before a promise is kept. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { newId } from "./ids.ts";
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
  /** How many the open page still knew and has written again (their photos are gone). */
  restored: number;
}

/** A mark beside the database (localStorage and a cookie): tells that there was one. */
export interface Marks {
  read(): string | undefined;
  write(text: string): void;
}

export class StorageFull extends Error {
  constructor() {
    super("no room on this phone");
    this.name = "StorageFull";
  }
}

interface Schema extends DBSchema {
  rows: { key: string; value: Row; indexes: { state: string } };
  pieces: { key: [string, string]; value: SealedPiece; indexes: { record: string } };
  kept: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;
const ALL = ["rows", "pieces", "kept"] as const;
/** "relaxed", the default of some browsers, loses the last seconds when the battery is taken out. */
const SURE: IDBTransactionOptions = { durability: "strict" };
const NAME = "dongne-field";
/** Written anew when the database was deleted under an open page: what the page can't do without. */
const OWN = "store";
const LOST = "lost";
/** Kept where the server no longer knows this phone: it has to be enrolled anew. */
export const UNKNOWN = "unknown";

export class Store {
  /** Whether an earlier store was lost; stays until `lossSeen`. */
  lost: Lost | undefined;
  readonly #name: string;
  readonly #marks: Marks | undefined;
  readonly #told = new Set<(lost: Lost) => void>();
  readonly #heard = new Set<() => void>();
  readonly #others: BroadcastChannel | undefined;
  /** What this page has seen last: put back when the database is deleted under it. */
  readonly #rows = new Map<string, Row>();
  readonly #kept = new Map<string, unknown>();
  #opened: Promise<Database> | undefined;
  #closed = false;

  private constructor(name: string, marks: Marks | undefined) {
    this.#name = name;
    this.#marks = marks;
    if (typeof BroadcastChannel === "undefined") return;
    this.#others = new BroadcastChannel(`${name}-rows`);
    this.#others.onmessage = () => this.#heard.forEach((listener) => listener());
  }

  /** @param marks none in the service worker, which has no localStorage. */
  static async open(name: string = NAME, marks?: Marks): Promise<Store> {
    const store = new Store(name, marks);
    await store.#database();
    return store;
  }

  async lossSeen(): Promise<void> {
    this.lost = undefined;
    await this.remove(LOST);
  }

  /** Called when the database is deleted under us while the page is open. */
  onLost(listener: (lost: Lost) => void): () => void {
    this.#told.add(listener);
    return () => void this.#told.delete(listener);
  }

  /** Rows were changed, here or in another tab or by the worker. */
  onChange(listener: () => void): () => void {
    this.#heard.add(listener);
    return () => void this.#heard.delete(listener);
  }

  /** In the order in which they were begun. */
  async rows(): Promise<Row[]> {
    const found = await (await this.#database()).getAll("rows");
    this.#rows.clear();
    for (const row of found) this.#rows.set(row.id, row);
    return found;
  }

  async row(id: string): Promise<Row | undefined> {
    return (await this.#database()).get("rows", id);
  }

  /** @throws StorageFull */
  async add(row: Row, pieces: SealedPiece[] = []): Promise<void> {
    await this.#written([row.id], () => row, pieces);
  }

  /**
   * Read, changed and written in one transaction, so that a page and a worker never undo each other.
   * `next` may answer the same row (nothing is written) or undefined (the row and its pieces go).
   * @throws StorageFull
   */
  async change(
    id: string,
    next: (row: Row) => Row | undefined,
    pieces: SealedPiece[] = [],
  ): Promise<Row | undefined> {
    return (await this.changeAll([id], next, pieces))[0];
  }

  /** The same for several, in one transaction: those that are there and stay. */
  changeAll(ids: string[], next: (row: Row) => Row | undefined, pieces: SealedPiece[] = []): Promise<Row[]> {
    return this.#written(ids, (row) => row && next(row), pieces);
  }

  async piece(record: string, sha256: string): Promise<ArrayBuffer | undefined> {
    return (await (await this.#database()).get("pieces", [record, sha256]))?.data;
  }

  async dropPiece(record: string, sha256: string): Promise<void> {
    await (await this.#database()).delete("pieces", [record, sha256]);
  }

  async get<T>(key: string): Promise<T | undefined> {
    const found = (await (await this.#database()).get("kept", key)) as T | undefined;
    this.#remember(key, found);
    return found;
  }

  async set(key: string, value: unknown): Promise<void> {
    await this.update(key, () => value);
  }

  /** Read, changed and written in one transaction; undefined removes it. */
  async update<T>(key: string, next: (value: T | undefined) => T | undefined): Promise<T | undefined> {
    const tx = (await this.#database()).transaction("kept", "readwrite", SURE);
    const value = next((await tx.store.get(key)) as T | undefined);
    await sure(tx.done, value === undefined ? tx.store.delete(key) : tx.store.put(value, key));
    this.#remember(key, value);
    return value;
  }

  async remove(key: string): Promise<void> {
    await this.update(key, () => undefined);
  }

  async room(): Promise<Room> {
    const storage = globalThis.navigator?.storage;
    const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
    return { used: usage, quota, persistent: (await storage?.persisted?.()) ?? false };
  }

  /** Asks the browser never to clear it by itself. */
  async persist(): Promise<boolean> {
    return (await globalThis.navigator?.storage?.persist?.()) ?? false;
  }

  /** Everything, on the server's word or with the person's. */
  async wipe(): Promise<void> {
    const tx = (await this.#database()).transaction(ALL, "readwrite", SURE);
    const own = await tx.objectStore("kept").get(OWN);
    await sure(
      tx.done,
      ...ALL.map((name) => tx.objectStore(name).clear()),
      tx.objectStore("kept").put(own, OWN),
    );
    this.#rows.clear();
    this.#kept.clear();
    this.#changed();
  }

  close(): void {
    this.#closed = true;
    this.#others?.close();
    void this.#opened?.then((db) => db.close());
  }

  /** Writes into the mark how many are not received yet; the page calls it when the worker has sent. */
  async mark(): Promise<void> {
    if (!this.#marks) return;
    const db = await this.#database();
    const [own, all, received] = await Promise.all([
      db.get("kept", OWN) as Promise<{ id: string }>,
      db.count("rows"),
      db.countFromIndex("rows", "state", "received"),
    ]);
    this.#marks.write([own.id, all - received, Date.now()].join("."));
  }

  async #written(
    ids: string[],
    next: (row: Row | undefined) => Row | undefined,
    pieces: SealedPiece[],
  ): Promise<Row[]> {
    const tx = (await this.#database()).transaction(["rows", "pieces"], "readwrite", SURE);
    const [rows, parts] = [tx.objectStore("rows"), tx.objectStore("pieces")];
    const done: Row[] = [];
    const work: Promise<unknown>[] = pieces.map((one) => parts.put(one));
    try {
      for (const id of ids) {
        const old = await rows.get(id);
        const row = next(old);
        if (row) done.push(row);
        if (row && row !== old) work.push(rows.put(row));
        if (old && !row) work.push(rows.delete(id), ...(await gone(parts, id)));
      }
    } catch (error) {
      // Whatever stops `next` stops all of it: half a batch would be worse than none.
      tx.abort();
      await Promise.allSettled([...work, tx.done]);
      throw error;
    }
    await sure(tx.done, ...work);
    for (const id of ids) this.#rows.delete(id);
    for (const row of done) this.#rows.set(row.id, row);
    this.#changed();
    return done;
  }

  #changed(): void {
    this.#heard.forEach((listener) => listener());
    this.#others?.postMessage("changed");
    void this.mark().catch(() => undefined);
  }

  #remember(key: string, value: unknown): void {
    if (value === undefined) this.#kept.delete(key);
    else if (key !== OWN && key !== LOST) this.#kept.set(key, value);
  }

  #database(): Promise<Database> {
    if (this.#closed) throw new Error("the store is closed");
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #open(): Promise<Database> {
    const again = () => {
      this.#opened = undefined;
      // Opened at once, so that the person hears of it while they still know what they did.
      if (!this.#closed) void this.#database();
    };
    const db = await openDB<Schema>(this.#name, 1, {
      upgrade(made) {
        made.createObjectStore("rows", { keyPath: "id" }).createIndex("state", "state");
        const pieces = made.createObjectStore("pieces", { keyPath: ["record", "sha256"] });
        pieces.createIndex("record", "record");
        made.createObjectStore("kept");
      },
      blocking(_version, to, event) {
        (event.target as IDBDatabase).close();
        if (to === null) again();
      },
      terminated: again,
    });
    await this.#recognise(db);
    return db;
  }

  /** Whether this is the database that the mark tells of. */
  async #recognise(db: Database): Promise<void> {
    const tx = db.transaction(["kept", "rows"], "readwrite", SURE);
    const kept = tx.objectStore("kept");
    let own = (await kept.get(OWN)) as { id: string } | undefined;
    const isNew = own === undefined;
    if (!own) {
      own = { id: newId() };
      await kept.put(own, OWN);
    }
    this.lost = (await kept.get(LOST)) as Lost | undefined;
    const [id, unsent = "0", since = "0"] = this.#marks?.read()?.split(".") ?? [];
    const wasHere = this.#kept.size + this.#rows.size > 0;
    const waiting = [...this.#rows.values()].filter((row) => row.state !== "received").length;
    const isLost = (id !== undefined && id !== own.id) || (isNew && wasHere);
    if (isLost) {
      for (const [key, value] of this.#kept) await kept.put(value, key);
      const rows = tx.objectStore("rows");
      for (const row of this.#rows.values()) await rows.put(row);
      this.lost = {
        unsent: Math.max(Number(unsent), waiting),
        since: new Date(Number(since) || Date.now()).toISOString(),
        restored: waiting,
      };
      await kept.put(this.lost, LOST);
    }
    await tx.done;
    const left = isLost ? waiting : Number(unsent);
    this.#marks?.write([own.id, left, Date.now()].join("."));
    if (isLost && this.lost && wasHere) for (const listener of this.#told) listener(this.lost);
  }
}

async function gone(
  parts: { index(name: "record"): { getAllKeys(id: string): Promise<[string, string][]> }; delete(key: [string, string]): Promise<void> },
  id: string,
): Promise<Promise<void>[]> {
  const keys = await parts.index("record").getAllKeys(id);
  return keys.map((key) => parts.delete(key));
}

/** Waits for the disk. A full one is told by its name in whichever promise fails first. */
async function sure(done: Promise<void>, ...work: Promise<unknown>[]): Promise<void> {
  const all = await Promise.allSettled([done, ...work]);
  const failed = all.filter((one) => one.status === "rejected").map((one) => one.reason as Error);
  if (failed.some((error) => error?.name === "QuotaExceededError")) throw new StorageFull();
  if (failed[0]) throw failed[0];
}

const MARK = "dongne.field";
const COOKIE = "dongne_field";

/** The mark in localStorage and in a cookie of /field/; either is enough. */
export function pageMarks(): Marks {
  const secure = location.protocol === "https:" ? "; secure" : "";
  return {
    read() {
      const found = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(document.cookie)?.[1];
      return localStorage.getItem(MARK) ?? found;
    },
    write(text) {
      document.cookie = `${COOKIE}=${text}; path=/field/; max-age=31536000; samesite=strict${secure}`;
      try {
        localStorage.setItem(MARK, text);
      } catch {
        // Full or forbidden: the cookie is enough.
      }
    },
  };
}
