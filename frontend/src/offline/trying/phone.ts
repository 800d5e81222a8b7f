/** A phone to try things on: its own database, a clock that is set by hand, an office's answers. */
import "fake-indexeddb/auto";
import { Clock } from "../clock.ts";
import { Records } from "../records.ts";
import { Safe } from "../safe.ts";
import { Sender, type SenderHooks } from "../sender.ts";
import { type Phone, Server } from "../server.ts";
import { type Marks, Store } from "../store.ts";
import { Office } from "./office.ts";

/** So few that tests are quick; how many there really are is said in seal.test.ts. */
const ROUNDS = { online: 10, offline: 40 };
let count = 0;

export const PIN = "482913";

export function marks(): Marks & { text?: string | undefined } {
  const kept: Marks & { text?: string | undefined } = {
    read: () => kept.text,
    write(text) {
      kept.text = text;
    },
  };
  return kept;
}

export class Try {
  readonly name = `try-${(count += 1)}`;
  readonly marks = marks();
  device = Date.parse("2026-11-23T10:00:00+09:00");
  readonly clock = new Clock(0, () => this.device);
  readonly office = new Office();
  readonly server = new Server(this.clock, this.office.fetch);
  store!: Store;
  safe!: Safe;
  records!: Records;

  static async open(): Promise<Try> {
    const phone = new Try();
    await phone.office.open();
    await phone.begin();
    await phone.store.set("office", { id: phone.office.keyId, public: phone.office.public });
    await phone.store.set("phone", { id: "p1", token: "t", officer: 1, label: "try" } satisfies Phone);
    return phone;
  }

  /** The page as it comes up: nothing is in memory. */
  async begin(): Promise<void> {
    this.store = await Store.open(this.name, this.marks);
    this.safe = new Safe(this.store, this.server, this.clock, ROUNDS);
    await this.safe.load();
    this.records = new Records(this.store, this.clock, this.safe);
  }

  /** The page is killed and comes up again. */
  async killed(): Promise<void> {
    this.close();
    await this.begin();
  }

  async unlocked(): Promise<this> {
    if (this.safe.state === "none") await this.safe.setPin(PIN, "csrf");
    else await this.safe.unlock(PIN);
    await this.safe.settled();
    return this;
  }

  sender(hooks?: SenderHooks): Sender {
    return new Sender(this.store, this.server, this.clock, hooks);
  }

  /** A record with sounds of so many bytes, ready to be sent. */
  async ready(memo: string, ...sounds: number[]): Promise<string> {
    const { id } = await this.records.begin({ memo });
    for (const length of sounds) await this.records.addSound(id, blob(length), 3);
    await this.records.finish(id);
    return id;
  }

  close(): void {
    this.safe.close();
    this.store.close();
  }
}

/** Bytes that are different each time. */
export function blob(length: number): Blob {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return new Blob([bytes], { type: "audio/webm" });
}

/** Everything that lies in the phone's database, as one text: to look for what must not be there. */
export async function disk(store: Store): Promise<string> {
  const rows = await store.rows();
  const names = ["store", "phone", "office", "safe", "offline", "today", "clock"];
  const kept = await Promise.all(names.map((name) => store.get(name)));
  const pieces = await Promise.all(
    rows.flatMap((row) => row.pieces.map((piece) => store.piece(row.id, piece.sha256))),
  );
  return JSON.stringify([rows, kept]) + pieces.map((one) => new TextDecoder("latin1").decode(one)).join("");
}
