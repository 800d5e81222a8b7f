/** What the pages do with records: begin, write, add photos and sounds, finish, read again. */
import { toBytes, toText } from "../page/base64.ts";
import type { Clock } from "./clock.ts";
import { newId } from "./ids.ts";
import { prepared } from "./pictures.ts";
import {
  again,
  based,
  begun,
  type Counts,
  counts,
  finished,
  isEmpty,
  needsBase,
  OLD_KEY,
  pieceGone,
  reopened,
  saved,
} from "./queue.ts";
import { ownPublic, type Safe } from "./safe.ts";
import { type Bytes, keyOf, OFFICE, openSealed, PHONE, random, sealTo, sha256Of, shut, unshut, utf8 } from "./seal.ts";
import type { SealedPiece, Store } from "./store.ts";
import type { Body, Envelope, Piece, Role, Row } from "./types.ts";

/** Content of a record as far as it is written yet. */
export type Draft = Partial<Body> & { id: string };

/** A record's key is not at hand: the phone is locked, or the PIN was forgotten since. */
export class Locked extends Error {
  constructor() {
    super("locked");
    this.name = "Locked";
  }
}

/** The row is not there any more (received and forgotten, discarded in another tab). */
export class Gone extends Error {
  constructor(id: string) {
    super(id);
    this.name = "Gone";
  }
}

/** `Today.office_key` as it was last heard. */
export interface OfficeKey {
  id: string;
  public: string;
}

interface Open {
  raw: Bytes;
  key: CryptoKey;
  body: Draft;
}

/** In `Envelope.mine`: sealed to the phone's own pair instead of under its key. */
const TO_OWN = "~";

export class Records {
  /** Photos' long side in pixels (`Today.settings`). */
  longSide = 1600;
  /** Something is ready to be sent. */
  onReady: () => void = () => undefined;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #safe: Safe | undefined;
  readonly #open = new Map<string, Open>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** @param safe none in the service worker: there records are begun, and none is read. */
  constructor(store: Store, clock: Clock, safe?: Safe) {
    this.#store = store;
    this.#clock = clock;
    this.#safe = safe;
    safe?.onChange((state) => {
      if (state !== "open") this.#open.clear();
    });
  }

  /**
   * A new draft, on disk when the promise is kept. Works while locked, and then stays writable
   * until the page goes. @throws StorageFull; Locked where the phone was never set up.
   */
  async begin(body: Partial<Body> = {}): Promise<Row> {
    const office = await this.#store.get<OfficeKey>("office");
    if (!office) throw new Locked();
    const id = newId(this.#clock.now());
    const raw = random(32);
    const opened: Open = { raw, key: await keyOf(raw), body: { ...body, id } };
    const envelope: Envelope = {
      v: 1,
      id,
      revision: 1,
      office_key: office.id,
      office: await forOffice(office, raw, id),
      mine: await this.#forMe(raw, id),
      body: await this.#sealed(opened),
      draft: true,
    };
    const row = begun(envelope, this.#clock.iso());
    await this.#store.add(row);
    this.#open.set(id, opened);
    return row;
  }

  /**
   * The whole body as it stands; call it at every pause of the fingers. Photos and sounds are what
   * `addPhoto` and the like have made them: of `photos` here only order and roles are taken.
   * @throws Locked, StorageFull, Gone
   */
  save(id: string, body: Partial<Body>): Promise<Row> {
    return this.#inTurn(id, async () => {
      const opened = await this.#opened(id);
      return this.#write(id, opened, merged(opened.body, body));
    });
  }

  /** Shrinks, seals, stores and enters it in the body. @throws Locked, StorageFull, Unreadable, Gone */
  async addPhoto(id: string, file: Blob, role: Role, options: { original?: boolean } = {}): Promise<Piece> {
    const { bytes, type } = await prepared(file, { longSide: this.longSide, ...options });
    return this.#add(id, bytes, "photo", type, (sha256, body) => ({
      ...body,
      photos: [...(body.photos ?? []).filter((one) => one.sha256 !== sha256), { sha256, role }],
    }));
  }

  async addSound(id: string, sound: Blob, seconds: number): Promise<Piece> {
    const bytes = new Uint8Array(await sound.arrayBuffer());
    return this.#add(id, bytes, "sound", sound.type, (sha256, body) => ({
      ...body,
      sounds: [...(body.sounds ?? []).filter((one) => one.sha256 !== sha256), { sha256, seconds }],
    }));
  }

  /** From a draft; or the one that the server refused, from a record that it has received. */
  removePiece(id: string, sha256: string): Promise<Row> {
    return this.#inTurn(id, async () => {
      const row = await this.#store.row(id);
      if (!row) throw new Gone(id);
      if (row.state !== "writing") {
        const next = await this.#changed(id, (old) => pieceGone(old, sha256));
        await this.#store.dropPiece(id, sha256);
        return next;
      }
      const opened = await this.#opened(id);
      const body: Draft = { ...opened.body };
      if (body.photos) body.photos = body.photos.filter((one) => one.sha256 !== sha256);
      if (body.sounds) body.sounds = body.sounds.filter((one) => one.sha256 !== sha256);
      const next = await this.#write(id, opened, body, (pieces) => pieces.filter((one) => one.sha256 !== sha256));
      await this.#store.dropPiece(id, sha256);
      return next;
    });
  }

  /** 보낼 준비. Without a body as it was last saved. @throws Locked, Gone */
  async finish(id: string, body?: Partial<Body>): Promise<Row> {
    const done = await this.#inTurn(id, async () => {
      const opened = await this.#opened(id);
      const row = await this.#store.row(id);
      // What an earlier version was received as is what this one changes.
      const base = row?.receipt?.id;
      const whole = { ...merged(opened.body, body ?? opened.body), ...(base && { base }) };
      const sealed = await this.#sealed({ ...opened, body: whole });
      opened.body = whole;
      return this.#changed(id, (old) =>
        finished(old, { ...old.envelope, body: sealed }, this.#clock.iso(), base),
      );
    });
    this.onReady();
    return done;
  }

  /** Back to 작성 중 from 보낼 준비 or 확인 필요. @throws Impossible while it is being sent */
  reopen(id: string): Promise<Row> {
    return this.#changed(id, (row) => reopened(row, this.#clock.iso()));
  }

  /** Sends it as it is once more (from 확인 필요). */
  async again(id: string): Promise<Row> {
    const row = await this.#changed(id, again);
    this.onReady();
    return row;
  }

  /** With everything that belongs to it, received or not: ask the person twice before. */
  async discard(id: string): Promise<void> {
    await this.#store.change(id, () => undefined);
    this.#open.delete(id);
  }

  /** Undefined for a receipt without content. @throws Locked, Gone */
  async read(id: string): Promise<Draft | undefined> {
    const row = await this.#store.row(id);
    if (!row) throw new Gone(id);
    return isEmpty(row) ? undefined : (await this.#opened(id)).body;
  }

  /** In the clear, to be shown; undefined once the server has it. @throws Locked, Gone */
  async piece(id: string, sha256: string): Promise<Blob | undefined> {
    const data = await this.#store.piece(id, sha256);
    if (!data) return undefined;
    const { key } = await this.#opened(id);
    const type = (await this.#store.row(id))?.pieces.find((one) => one.sha256 === sha256)?.type ?? "";
    return new Blob([await unshut(key, new Uint8Array(data), sha256)], { type });
  }

  /** All rows, newest first. */
  async list(): Promise<Row[]> {
    return (await this.#store.rows()).sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  async counts(): Promise<Counts> {
    return counts(await this.#store.rows(), this.#clock.now());
  }

  /**
   * While open, after unlocking and after sending: seals to the office's key of today what was turned
   * away for an older one, and enters the receipt that came meanwhile for an earlier version. How
   * many were freed by it.
   */
  async refresh(): Promise<number> {
    const office = await this.#store.get<OfficeKey>("office");
    if (!office || !this.#safe?.key) return 0;
    let done = 0;
    for (const row of await this.#store.rows()) {
      try {
        if (needsBase(row)) await this.#base(row.id);
        else if (isOfOldKey(row, office)) await this.#reseal(row.id, office);
        else continue;
        done += 1;
      } catch (error) {
        // Of a forgotten PIN: it stays as it is.
        if (!(error instanceof Locked)) throw error;
      }
    }
    if (done) this.onReady();
    return done;
  }

  #base(id: string): Promise<Row> {
    return this.#inTurn(id, async () => {
      const opened = await this.#opened(id);
      const receipt = (await this.#store.row(id))?.receipt?.id ?? "";
      const body = { ...opened.body, base: receipt };
      const sealed = await this.#sealed({ ...opened, body });
      opened.body = body;
      return this.#changed(id, (old) =>
        needsBase(old) ? based(old, { ...old.envelope, body: sealed }, receipt) : old,
      );
    });
  }

  async #reseal(id: string, office: OfficeKey): Promise<Row> {
    const { raw } = await this.#opened(id);
    const sealed = { office_key: office.id, office: await forOffice(office, raw, id) };
    return this.#changed(id, (old) => again({ ...old, envelope: { ...old.envelope, ...sealed } }));
  }

  async #add(
    id: string,
    bytes: Bytes,
    what: Piece["what"],
    type: string,
    enter: (sha256: string, body: Draft) => Draft,
  ): Promise<Piece> {
    const sha256 = await sha256Of(bytes);
    return this.#inTurn(id, async () => {
      const opened = await this.#opened(id);
      const sealed = await shut(opened.key, bytes, sha256);
      const piece: Piece = { sha256, what, type, bytes: sealed.length, sent: 0, here: false };
      const there = { record: id, sha256, data: sealed.buffer };
      const others = (pieces: Piece[]) => [...pieces.filter((one) => one.sha256 !== sha256), piece];
      await this.#write(id, opened, enter(sha256, opened.body), others, [there]);
      return piece;
    });
  }

  /** Photo and text that names it are on disk together or not at all. */
  async #write(
    id: string,
    opened: Open,
    body: Draft,
    pieces: (now: Piece[]) => Piece[] = (now) => now,
    parts: SealedPiece[] = [],
  ): Promise<Row> {
    const sealed = await this.#sealed({ ...opened, body });
    const row = await this.#changed(
      id,
      (old) => saved(old, { ...old.envelope, body: sealed }, pieces(old.pieces), this.#clock.iso()),
      parts,
    );
    opened.body = body;
    return row;
  }

  async #changed(id: string, next: (row: Row) => Row, parts: SealedPiece[] = []): Promise<Row> {
    const row = await this.#store.change(id, next, parts);
    if (!row) throw new Gone(id);
    return row;
  }

  async #sealed({ key, body }: Open): Promise<string> {
    return toText(await shut(key, utf8(JSON.stringify(body)), body.id));
  }

  async #forMe(raw: Bytes, id: string): Promise<string> {
    if (this.#safe?.key) return toText(await shut(this.#safe.key, raw, id));
    const own = await ownPublic(this.#store);
    return own ? TO_OWN + toText(await sealTo(own, raw, id, PHONE)) : "";
  }

  async #opened(id: string): Promise<Open> {
    const known = this.#open.get(id);
    if (known) return known;
    const row = await this.#store.row(id);
    if (!row || isEmpty(row)) throw new Gone(id);
    const { key: phone, own } = this.#safe ?? {};
    if (!phone || !own) throw new Locked();
    try {
      const { mine } = row.envelope;
      const raw = mine.startsWith(TO_OWN)
        ? await openSealed(own, toBytes(mine.slice(TO_OWN.length)), id, PHONE)
        : await unshut(phone, toBytes(mine), id);
      const key = await keyOf(raw);
      const text = new TextDecoder().decode(await unshut(key, toBytes(row.envelope.body), id));
      const opened: Open = { raw, key, body: JSON.parse(text) as Draft };
      this.#open.set(id, opened);
      return opened;
    } catch {
      // Sealed before the PIN was forgotten: the office can read it, this phone can't.
      throw new Locked();
    }
  }

  /** One change of a record after the other: two photos at once must not forget one another. */
  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#turns.set(id, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(id) === mine) this.#turns.delete(id);
    }
  }
}

function isOfOldKey(row: Row, office: OfficeKey): boolean {
  return row.state === "check" && row.trouble?.code === OLD_KEY && row.envelope.office_key !== office.id;
}

function merged(old: Draft, body: Partial<Body>): Draft {
  const { photos: _photos, sounds: _sounds, ...texts } = body;
  const next: Draft = { ...texts, id: old.id };
  if (old.base) next.base = old.base;
  if (old.sounds) next.sounds = old.sounds;
  if (old.photos) {
    const known = new Map(old.photos.map((one) => [one.sha256, one]));
    const given = (body.photos ?? []).filter((one) => known.has(one.sha256));
    const named = new Set(given.map((one) => one.sha256));
    next.photos = [...given, ...old.photos.filter((one) => !named.has(one.sha256))];
  }
  return next;
}

async function forOffice(office: OfficeKey, raw: Bytes, id: string): Promise<string> {
  return toText(await sealTo(toBytes(office.public), raw, id, OFFICE));
}
