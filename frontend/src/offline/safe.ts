/**
 * The phone's key. It is in memory only while the phone is open, and rests wrapped: by PIN and the
 * server's share, for some hours by the PIN alone (basements), by a passkey where there are any.
 */
import { toBytes, toText } from "../page/base64.ts";
import type { Clock } from "./clock.ts";
import { asked, disown, made } from "./passkey.ts";
import { type Bytes, joined, keyOf, random, ROUNDS, shut, stretched, unshut, utf8 } from "./seal.ts";
import type { Phone, Server } from "./server.ts";
import { type Store, UNKNOWN } from "./store.ts";
import { type Refusal, type Unlocked, why } from "./unlocked.ts";
import { ownOf, type OwnPair, ownPair, unwrap, verifierOf, wrap } from "./wraps.ts";

/** `none`: no PIN was set up on this phone. */
export type SafeState = "none" | "locked" | "open";

/** Wrong tries of the PIN alone, after which only the server's share opens. */
const OFFLINE_TRIES = 5;
/** A clock put back to win hours; small jumps are the network setting it right. */
const BACKWARDS_MS = 10 * 60_000;
const LOOK_MS = 15_000;

interface Found {
  raw: Bytes;
  by: "server" | "phone";
}

/** All base64url. `wrapped` is the phone's key; `own` a pair for what is begun while locked. */
interface Kept {
  salt: string;
  wrapped: string;
  own: OwnPair;
  passkey?: { id: string; salt: string; wrapped: string };
}

/** Opens by the PIN alone, from `from` until `until` by the corrected clock. */
interface Offline {
  salt: string;
  wrapped: string;
  from: number;
  until: number;
  tries: number;
}

export const SAFE = "safe";
const OFFLINE = "offline";

export { PIN_LENGTH, pinProblem } from "./wraps.ts";

export class Safe {
  /** Minutes without a touch until it locks; hours in which the PIN alone opens (`Today.settings`). */
  minutes = 5;
  offlineHours = 12;
  readonly #store: Store;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #rounds: typeof ROUNDS;
  readonly #heard = new Set<(state: SafeState) => void>();
  readonly #others: BroadcastChannel | undefined;
  #kept: Kept | undefined;
  #offline: Offline | undefined;
  #key: CryptoKey | undefined;
  #own: CryptoKey | undefined;
  #touched = 0;
  #told = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The wrap for basements is still being made. */
  #work: Promise<void> = Promise.resolve();

  constructor(store: Store, server: Server, clock: Clock, rounds = ROUNDS) {
    this.#store = store;
    this.#server = server;
    this.#clock = clock;
    this.#rounds = rounds;
    if (typeof BroadcastChannel === "undefined") return;
    this.#others = new BroadcastChannel("dongne-field-safe");
    this.#others.onmessage = ({ data }) => {
      if (data === "touch") this.#touched = this.#clock.raw();
      else if (data === "lock") this.#shut();
      else void this.load();
    };
  }

  /** Reads what is kept; until then `state` is "none". */
  async load(): Promise<void> {
    this.#kept = await this.#store.get<Kept>(SAFE);
    this.#offline = await this.#store.get<Offline>(OFFLINE);
    if (!this.#kept) this.#shut();
    this.#tell();
  }

  get state(): SafeState {
    if (!this.#kept) return "none";
    return this.#key ? "open" : "locked";
  }

  get hasPasskey(): boolean {
    return this.#kept?.passkey !== undefined;
  }

  /** Until when the PIN alone opens, in the corrected clock's milliseconds. */
  get offlineUntil(): number | undefined {
    const now = this.#clock.now();
    const { from = 0, until = 0 } = this.#offline ?? {};
    return now < until && now > from - BACKWARDS_MS ? until : undefined;
  }

  /** The phone's key, while it is open. */
  get key(): CryptoKey | undefined {
    return this.#key;
  }

  /** Opens what was sealed to the phone while it was locked. */
  get own(): CryptoKey | undefined {
    return this.#own;
  }

  /** The first PIN. Needs a session (`csrf` of `Today`). Undone by nothing: see `startOver`. */
  async setPin(pin: string, csrf: string): Promise<Unlocked> {
    if (this.#kept) throw new Error("there is a PIN");
    return this.#begin(pin, csrf, random(32));
  }

  /** A new PIN by the old one; passkeys stay. Needs the server. */
  async changePin(old: string, pin: string, csrf: string): Promise<Unlocked> {
    const opened = await this.#byServer(old);
    if (!(opened instanceof Uint8Array)) return opened;
    return this.#begin(pin, csrf, opened);
  }

  /** A forgotten PIN: a new key. What only the old one opens is unreadable here from now on; send it first. */
  async startOver(pin: string, csrf: string): Promise<Unlocked> {
    this.lock();
    const old = this.#kept;
    this.#kept = undefined;
    const done = await this.#begin(pin, csrf, random(32));
    if (!done.ok) this.#kept = old;
    return done;
  }

  async unlock(pin: string): Promise<Unlocked> {
    const found = await this.#rawBy(pin);
    if ("ok" in found) return found;
    await this.#open(found.raw);
    if (found.by === "server") this.#work = this.#forBasements(pin, found.raw);
    else found.raw.fill(0);
    return { ok: true, by: found.by };
  }

  /** Whether it is the PIN; counts as a try like any other. */
  async isPin(pin: string): Promise<Unlocked> {
    const found = await this.#rawBy(pin);
    if ("ok" in found) return found;
    found.raw.fill(0);
    return { ok: true, by: found.by };
  }

  /** Makes a passkey of this phone; the PIN shows that it is its owner. Within a press: browsers ask the device nowhere else. */
  async addPasskey(label: string, pin: string): Promise<Unlocked> {
    const salt = random(32);
    const asking = made(salt, label);
    await this.#work;
    const found = await this.#rawBy(pin);
    const key = await asking;
    try {
      if (typeof key === "string") return { ok: false, why: key };
      if ("ok" in found || !this.#kept) {
        await disown(key.id);
        return "ok" in found ? found : { ok: false, why: "ended" };
      }
      const wrapped = await wrap(found.raw, key.secret, "dongne passkey");
      const old = this.#kept.passkey;
      await this.#keep({ ...this.#kept, passkey: { id: key.id, salt: toText(salt), wrapped } });
      if (old) await disown(old.id);
      return { ok: true, by: "passkey" };
    } finally {
      if ("raw" in found) found.raw.fill(0);
    }
  }

  async unlockByPasskey(): Promise<Unlocked> {
    const passkey = this.#kept?.passkey;
    if (!passkey) return { ok: false, why: "unable" };
    const secret = await asked(passkey.id, toBytes(passkey.salt));
    if (typeof secret === "string") return { ok: false, why: secret };
    const raw = await unwrap(passkey.wrapped, secret, "dongne passkey").catch(() => undefined);
    if (!raw) return { ok: false, why: "unable" };
    await this.#open(raw);
    raw.fill(0);
    return { ok: true, by: "passkey" };
  }

  /** From now on the PIN alone opens. */
  async removePasskey(): Promise<void> {
    const { passkey, ...kept } = this.#kept ?? {};
    if (!passkey) return;
    await this.#keep(kept as Kept);
    await disown(passkey.id);
  }

  /** In all tabs. */
  lock(): void {
    this.#others?.postMessage("lock");
    this.#shut();
  }

  /** The person does something: the minutes begin anew. */
  touch(): void {
    this.#touched = this.#clock.raw();
    if (this.#touched - this.#told < LOOK_MS) return;
    this.#told = this.#touched;
    this.#others?.postMessage("touch");
  }

  /** Locks where the minutes are over; by itself every quarter of a minute, and when the page is seen again. */
  look(): void {
    const idle = this.#clock.raw() - this.#touched;
    if (this.#key && (idle > this.minutes * 60_000 || idle < -BACKWARDS_MS)) this.lock();
  }

  /** `state` has changed. */
  onChange(listener: (state: SafeState) => void): () => void {
    this.#heard.add(listener);
    return () => void this.#heard.delete(listener);
  }

  /** After handing on the phone, or when it is ended: nothing opens without the server any more. */
  async onlyByServer(): Promise<void> {
    await this.dropOffline();
    await this.removePasskey();
  }

  /** The PIN alone opens nothing any more. */
  async dropOffline(): Promise<void> {
    await this.#work;
    this.#offline = undefined;
    await this.#store.remove(OFFLINE);
  }

  /** What `unlock` still does behind the page has ended. */
  async settled(): Promise<void> {
    await this.#work;
  }

  /** Something of the officer's (today's list) at rest under the phone's key. While locked nothing is kept. */
  async keep(name: string, value: unknown): Promise<void> {
    if (!this.#key) return;
    await this.#store.set(name, toText(await shut(this.#key, utf8(JSON.stringify(value)), name)));
  }

  async recall<T>(name: string): Promise<T | undefined> {
    const text = this.#key && (await this.#store.get<string>(name));
    if (!text || !this.#key) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(await unshut(this.#key, toBytes(text), name))) as T;
    } catch {
      // Of an older key, or broken: it is asked for again.
      return undefined;
    }
  }

  close(): void {
    this.#shut();
    this.#others?.close();
  }

  async #begin(pin: string, csrf: string, raw: Bytes): Promise<Unlocked> {
    const phone = await this.#store.get<Phone>("phone");
    if (!phone) return { ok: false, why: "ended" };
    const salt = random(16);
    const secret = await stretched(pin, salt, this.#rounds.online);
    const answer = await this.#server.setPin(phone, await verifierOf(secret), csrf);
    if (!answer.ok) return why(answer);
    const wrapped = await wrap(raw, joined(secret, toBytes(answer.data.share)), "dongne wrap");
    const kept = this.#kept ?? { own: await ownPair(raw) };
    await this.#store.remove(OFFLINE);
    await this.#keep({ ...kept, salt: toText(salt), wrapped });
    await this.#open(raw);
    this.#work = this.#forBasements(pin, raw);
    return { ok: true, by: "server" };
  }

  /** The phone's key by the PIN: with the server, or without it where it can't be reached. */
  async #rawBy(pin: string): Promise<Found | Refusal> {
    if (!this.#kept) return { ok: false, why: "ended" };
    const isOff = globalThis.navigator?.onLine === false;
    const found = isOff ? undefined : await this.#byServer(pin);
    if (found instanceof Uint8Array) return { raw: found, by: "server" };
    if (found && found.why !== "offline") {
      if (found.why === "ended") {
        await this.onlyByServer();
        await this.#store.set(UNKNOWN, true);
      }
      return found;
    }
    const raw = await this.#byPhone(pin);
    return raw instanceof Uint8Array ? { raw, by: "phone" } : raw;
  }

  async #byServer(pin: string): Promise<Bytes | Refusal> {
    const phone = await this.#store.get<Phone>("phone");
    if (!phone || !this.#kept) return { ok: false, why: "ended" };
    const secret = await stretched(pin, toBytes(this.#kept.salt), this.#rounds.online);
    const answer = await this.#server.unlock(phone, await verifierOf(secret));
    if (!answer.ok) return why(answer);
    const whole = joined(secret, toBytes(answer.data.share));
    // A right PIN whose share does not fit: it was set anew, and the phone did not hear of it.
    return unwrap(this.#kept.wrapped, whole, "dongne wrap").catch(() => ({ ok: false, why: "ended" }));
  }

  async #byPhone(pin: string): Promise<Bytes | Refusal> {
    if (this.offlineUntil === undefined) {
      if (this.#offline) await this.dropOffline();
      return { ok: false, why: "offline" };
    }
    // Counted before it is tried: whoever switches the phone off in between has tried.
    const kept = await this.#store.update<Offline>(OFFLINE, (old) => {
      return old && old.tries < OFFLINE_TRIES ? { ...old, tries: old.tries + 1 } : undefined;
    });
    this.#offline = kept;
    if (!kept) return { ok: false, why: "offline" };
    const secret = await stretched(pin, toBytes(kept.salt), this.#rounds.offline);
    const raw = await unwrap(kept.wrapped, secret, "dongne wrap").catch(() => undefined);
    if (raw) {
      this.#offline = await this.#store.update<Offline>(OFFLINE, (old) => old && { ...old, tries: 0 });
      return raw;
    }
    const left = OFFLINE_TRIES - kept.tries;
    if (left <= 0) await this.dropOffline();
    return { ok: false, why: "wrong", left };
  }

  /** Takes seconds on a phone, behind the page; `raw` is forgotten afterwards. */
  async #forBasements(pin: string, raw: Bytes): Promise<void> {
    try {
      const from = this.#clock.now();
      const salt = random(16);
      const wrapped = await wrap(raw, await stretched(pin, salt, this.#rounds.offline), "dongne wrap");
      const until = from + this.offlineHours * 3_600_000;
      const made: Offline = { salt: toText(salt), wrapped, from, until, tries: 0 };
      await this.#store.set(OFFLINE, made);
      this.#offline = made;
    } catch {
      // No room, or the page is going: then the server's share is needed next time.
    } finally {
      raw.fill(0);
    }
  }

  async #open(raw: Bytes): Promise<void> {
    const key = await keyOf(raw);
    this.#own = await ownOf(key, this.#kept?.own.private ?? "");
    this.#key = key;
    this.#touched = this.#clock.raw();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.#tell();
  }

  #shut(): void {
    clearInterval(this.#timer);
    if (!this.#key) return;
    this.#key = undefined;
    this.#own = undefined;
    this.#tell();
  }

  async #keep(kept: Kept): Promise<void> {
    await this.#store.set(SAFE, kept);
    this.#kept = kept;
    this.#others?.postMessage("changed");
  }

  #tell(): void {
    for (const listener of this.#heard) listener(this.state);
  }
}

/** To be sealed to while the phone is locked; none before there is a PIN. */
export async function ownPublic(store: Store): Promise<Bytes | undefined> {
  const kept = await store.get<Kept>(SAFE);
  return kept && toBytes(kept.own.public);
}
