/**
 * The phone's key. It is in memory only while the phone is open, and rests wrapped: by PIN and the
 * server's share, for some hours by the PIN alone (basements), by a passkey where there are any.
 */
import type { Clock } from "./clock.ts";
import type { Server } from "./server.ts";
import type { Store } from "./store.ts";

/** `none`: no PIN was set up on this phone. */
export type SafeState = "none" | "locked" | "open";

export const PIN_LENGTH = 6;

export type Unlocked =
  | { ok: true; by: "server" | "phone" | "passkey" }
  /** `left`: tries left before it has to wait, where it is known. */
  | { ok: false; why: "wrong"; left?: number }
  | { ok: false; why: "wait"; seconds: number }
  /** No network, and the hours in which the PIN alone is enough are over (or were never begun). */
  | { ok: false; why: "offline" }
  /** The server knows this phone no more: sign in and set it up again. */
  | { ok: false; why: "ended" | "signed_out" }
  /** The browser or the person said no to the passkey. */
  | { ok: false; why: "declined" }
  | { ok: false; why: "refused"; message: string };

/** Why a PIN is not taken, before anything is asked: too short, one digit only, or in a row. */
export function pinProblem(pin: string): "short" | "digits" | "plain" | undefined {
  throw new Error(pin);
}

export class Safe {
  /** Minutes without a touch until it locks; hours in which the PIN alone opens (`Today.settings`). */
  minutes = 5;
  offlineHours = 12;

  constructor(store: Store, server: Server, clock: Clock) {
    throw new Error(`to be filled ${clock.offset}${store ? "" : ""}${server ? "" : ""}`);
  }

  /** Reads what is kept; until then `state` is "none". */
  load(): Promise<void> {
    throw new Error("to be filled");
  }

  get state(): SafeState {
    throw new Error("to be filled");
  }

  /** Whether a passkey opens this phone, and whether the browser could make one (not certain before it tried). */
  get hasPasskey(): boolean {
    throw new Error("to be filled");
  }

  static canPasskey(): Promise<boolean> {
    throw new Error("to be filled");
  }

  /** Until when the PIN alone opens, in the corrected clock's milliseconds. */
  get offlineUntil(): number | undefined {
    throw new Error("to be filled");
  }

  /** First PIN, or a new one while open. Needs a session (`csrf` of `Today`). */
  setPin(pin: string, csrf: string): Promise<Unlocked> {
    throw new Error(pin + csrf);
  }

  /** A forgotten PIN: a new key. What only the old one opens is unreadable here from now on; send it first. */
  startOver(pin: string, csrf: string): Promise<Unlocked> {
    throw new Error(pin + csrf);
  }

  unlock(pin: string): Promise<Unlocked> {
    throw new Error(pin);
  }

  /** While open: makes a passkey of this phone. False where the device can't (no PRF) or the person would not. */
  addPasskey(label: string): Promise<boolean> {
    throw new Error(label);
  }

  unlockByPasskey(): Promise<Unlocked> {
    throw new Error("to be filled");
  }

  /** In all tabs. */
  lock(): void {
    throw new Error("to be filled");
  }

  /** The person does something: the minutes begin anew. */
  touch(): void {
    throw new Error("to be filled");
  }

  /** `state` has changed. */
  onChange(listener: (state: SafeState) => void): () => void {
    throw new Error(`${listener.length}`);
  }

  /** After signing out, or when the phone is ended: the PIN alone opens nothing any more. */
  dropOffline(): Promise<void> {
    throw new Error("to be filled");
  }

  /** Something of the officer's (today's list) at rest under the phone's key. */
  keep(name: string, value: unknown): Promise<void> {
    throw new Error(name + String(value));
  }

  recall<T>(name: string): Promise<T | undefined> {
    throw new Error(name);
  }
}
