/** The addresses of the server, and what may come back from a network in a basement. */
import type { Clock } from "./clock.ts";
import type { Envelope, Piece, Sent, Today } from "./types.ts";

/** What lets this browser send: kept in the clear, since it sends while locked, and opens nothing. */
export interface Phone {
  id: string;
  token: string;
  /** Whose it is. */
  officer: number;
  label: string;
}

/** What the server has of a photo or sound. */
export interface Arrived {
  received: number;
  here: boolean;
}

/** Whose piece it is and by what the server opens it. */
export interface PieceOf {
  record: string;
  office_key: string;
  office: string;
  piece: Piece;
}

/**
 * `offline`: nobody answered, or somebody who is not our server (a Wi-Fi's sign-in page).
 * `signed_out`: the session is over. `ended`: the phone's token is no longer good.
 * `wait`: too often, or the server is busy; `seconds` says for how long. `refused`: with a sentence;
 * `left` tries at a PIN, where it was one.
 */
export type Answer<T> =
  | { ok: true; data: T }
  | { ok: false; why: "offline" | "signed_out" | "ended" }
  | { ok: false; why: "wait"; seconds: number }
  | { ok: false; why: "refused"; status: number; code: string; message: string; left?: number };

/** Patience: a quarter of a minute, and as long as so many bytes take where there is hardly a network. */
const BASE_MS = 15_000;
const SLOWEST_BYTES_A_SECOND = 4_000;
/** Somebody stands there and waits, and there is another way. */
const SHORT_MS = 6_000;

interface Asked {
  method?: "GET" | "POST" | "PUT";
  /** The token of a phone, or the session's CSRF token. */
  phone?: Phone;
  csrf?: string;
  record?: string;
  json?: unknown;
  patience?: number;
  bytes?: { data: ArrayBuffer; range: string; of: PieceOf };
}

interface Problem {
  code?: string;
  message?: string;
  detail?: string;
  title?: string;
  tries_left?: number;
  wait_seconds?: number;
}

export class Server {
  readonly #clock: Clock;
  readonly #ask: typeof fetch;

  constructor(clock: Clock, ask: typeof fetch = (...given) => fetch(...given)) {
    this.#clock = clock;
    this.#ask = ask;
  }

  async today(): Promise<Answer<Today>> {
    const asked = this.#clock.raw();
    const answer = await this.#json<Today>("/field/today.json", { patience: SHORT_MS });
    if (answer.ok) this.#clock.learn(answer.data.now, asked, this.#clock.raw());
    return answer;
  }

  enrol(id: string, label: string, csrf: string): Promise<Answer<{ token: string }>> {
    return this.#json("/field/phones", { method: "POST", csrf, json: { id, label } });
  }

  setPin(phone: Phone, verifier: string, csrf: string): Promise<Answer<{ share: string }>> {
    return this.#json("/field/phones/pin", { method: "POST", csrf, json: { phone: phone.id, verifier } });
  }

  unlock(phone: Phone, verifier: string): Promise<Answer<{ share: string }>> {
    return this.#json("/field/phones/unlock", { method: "POST", phone, json: { verifier }, patience: SHORT_MS });
  }

  leave(phone: Phone): Promise<Answer<unknown>> {
    return this.#json("/field/phones/leave", { method: "POST", phone, json: {} });
  }

  /** `unsent`: how many records stay on the phone beside these. */
  async send(phone: Phone, envelopes: readonly Envelope[], unsent: number): Promise<Answer<Sent>> {
    const asked = this.#clock.raw();
    const json = { sent_at: this.#clock.rawIso(), unsent, envelopes: envelopes.map(asSent) };
    const answer = await this.#json<Sent>("/field/sealed", { method: "POST", phone, json });
    if (answer.ok && !Array.isArray(answer.data.results)) return { ok: false, why: "offline" };
    if (answer.ok) this.#clock.learn(answer.data.now, asked, this.#clock.raw());
    return answer;
  }

  /** How much the server has of a record's piece: the same photo in two records is sealed twice. */
  arrived(phone: Phone, record: string, piece: Piece): Promise<Answer<Arrived>> {
    return this.#json(addressOf(piece), { phone, record });
  }

  /** The bytes from `start` on, of `piece.bytes` in all. */
  put(phone: Phone, of: PieceOf, start: number, data: ArrayBuffer): Promise<Answer<Arrived>> {
    const range = `bytes ${start}-${start + data.byteLength - 1}/${of.piece.bytes}`;
    return this.#json(addressOf(of.piece), { method: "PUT", phone, bytes: { data, range, of } });
  }

  async #json<T>(address: string, asked: Asked): Promise<Answer<T>> {
    const headers: Record<string, string> = { Accept: "application/json" };
    let body: BodyInit | undefined;
    if (asked.json !== undefined) {
      headers["Content-Type"] = "application/json";
      body = JSON.stringify(asked.json);
    }
    if (asked.bytes) {
      const { data, range, of } = asked.bytes;
      headers["Content-Type"] = "application/octet-stream";
      headers["Content-Range"] = range;
      headers["X-Record"] = of.record;
      headers["X-Office-Key"] = of.office_key;
      headers["X-Sealed-Key"] = of.office;
      body = data;
    }
    if (asked.record) headers["X-Record"] = asked.record;
    if (asked.phone) headers["Authorization"] = `Phone ${asked.phone.id}.${asked.phone.token}`;
    if (asked.csrf) headers["X-CSRFToken"] = asked.csrf;
    const length = typeof body === "string" ? body.length : (asked.bytes?.data.byteLength ?? 0);
    try {
      const answer = await this.#ask(address, {
        method: asked.method ?? "GET",
        headers,
        cache: "no-store",
        redirect: "manual",
        // A phone's token is enough: who is signed in must not decide for whom it sends.
        credentials: asked.phone ? "omit" : "same-origin",
        signal: AbortSignal.timeout((asked.patience ?? BASE_MS) + Math.ceil(length / SLOWEST_BYTES_A_SECOND) * 1000),
        ...(body !== undefined && { body }),
      });
      return await read<T>(answer, asked.phone === undefined);
    } catch {
      return { ok: false, why: "offline" };
    }
  }
}

/** Without what only this phone opens. */
function asSent(envelope: Envelope): Omit<Envelope, "mine"> {
  const { mine: _own, ...rest } = envelope;
  return rest;
}

function addressOf(piece: Piece): string {
  return `/field/sealed/files/${piece.sha256}?what=${piece.what}`;
}

async function read<T>(answer: Response, session: boolean): Promise<Answer<T>> {
  // Sent elsewhere: our sign-in page, or that of a Wi-Fi.
  if (answer.type === "opaqueredirect" || answer.redirected) {
    return { ok: false, why: session ? "signed_out" : "offline" };
  }
  const isJson = /\bjson\b/.test(answer.headers.get("Content-Type") ?? "");
  const told = isJson ? ((await answer.json()) as unknown) : undefined;
  if (answer.ok) {
    return isJson && told !== null && typeof told === "object"
      ? { ok: true, data: told as T }
      : { ok: false, why: "offline" };
  }
  const problem = (told ?? {}) as Problem;
  const seconds = Number(problem.wait_seconds ?? answer.headers.get("Retry-After") ?? NaN);
  if ([423, 429, 503].includes(answer.status) || answer.status >= 500) {
    return { ok: false, why: "wait", seconds: Number.isFinite(seconds) ? seconds : 60 };
  }
  // What is no answer of ours says nothing about the record.
  if (!isJson && ![401, 413].includes(answer.status)) {
    return { ok: false, why: session && answer.status === 403 ? "signed_out" : "offline" };
  }
  const left = problem.tries_left;
  if (answer.status === 401 && left === undefined) return { ok: false, why: session ? "signed_out" : "ended" };
  return {
    ok: false,
    why: "refused",
    status: answer.status,
    code: problem.code ?? String(answer.status),
    message: problem.detail ?? problem.message ?? problem.title ?? "",
    ...(left !== undefined && { left }),
  };
}
