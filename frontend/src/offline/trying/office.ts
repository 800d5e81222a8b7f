/** An office to try the phone against: speaks the server's protocol, opens what it gets, and fails when told to. */
import { toBytes, toText } from "../../page/base64.ts";
import { keyOf, newPair, OFFICE, openSealed, privateOf, random, sha256Of, unshut } from "../seal.ts";
import type { Body, Envelope, Result } from "../types.ts";

type Fault = "none" | "before" | "after" | number;

export class Office {
  now = "2026-11-23T10:00:00+09:00";
  public = "";
  keyId = "k1";
  /** What was received, by id, in order. */
  readonly records = new Map<string, { body: Body | undefined; receipt: string; revision: number; draft: boolean }>();
  readonly files = new Map<string, Uint8Array>();
  /** Sealed parts, by record and digest. */
  readonly parts = new Map<string, Uint8Array>();
  readonly asked: string[] = [];
  /** What happens to the next requests: nobody answers, before or after the work is done, or a status. */
  faults: Fault[] = [];
  pins = new Map<string, { verifier: string; share: string; wrong: number }>();
  ended = false;
  unknown = false;
  refuse: (body: Body) => string | undefined = () => undefined;
  refuseFile: ((sha256: string) => boolean) | undefined;
  #private: CryptoKey | undefined;

  async open(): Promise<this> {
    const pair = await newPair();
    this.public = toText(pair.publicKey);
    this.#private = await privateOf(pair.privateKey);
    return this;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const path = String(input);
    this.asked.push(`${init.method ?? "GET"} ${path}`);
    const fault = this.faults.shift();
    if (fault === "before") throw new TypeError("network");
    if (typeof fault === "number") return told(fault, { code: "trouble", detail: "trouble" });
    const answer = await this.#answer(path, init, new Headers(init.headers));
    if (fault === "after") throw new TypeError("network");
    return answer;
  };

  async #answer(path: string, init: RequestInit, headers: Headers): Promise<Response> {
    if (headers.has("Authorization") && this.unknown) return told(401, { code: "phone_unknown" });
    if (path === "/field/phones/pin" || path === "/field/phones/unlock") return this.#pin(path, init, headers);
    if (path === "/field/sealed") return this.#sealed(JSON.parse(String(init.body)) as { envelopes: Envelope[] });
    const sha256 = /files\/([0-9a-f]{64})/.exec(path)?.[1];
    return sha256 ? this.#file(sha256, init, headers) : told(404, {});
  }

  #pin(path: string, init: RequestInit, headers: Headers): Response {
    const { verifier, phone } = JSON.parse(String(init.body)) as { verifier: string; phone?: string };
    const id = phone ?? /Phone ([^.]+)/.exec(headers.get("Authorization") ?? "")?.[1] ?? "";
    if (path.endsWith("/pin")) {
      const share = toText(random(32));
      this.pins.set(id, { verifier, share, wrong: 0 });
      return told(200, { share });
    }
    const kept = this.pins.get(id);
    if (!kept) return told(401, { code: "phone_unknown" });
    if (kept.wrong >= 5) return told(423, { wait_seconds: 900, tries_left: 0 });
    if (kept.verifier === verifier) return told(200, { share: kept.share });
    kept.wrong += 1;
    return told(401, { code: "wrong_pin", tries_left: 5 - kept.wrong });
  }

  async #sealed({ envelopes }: { envelopes: Envelope[] }): Promise<Response> {
    const results: Result[] = [];
    for (const one of envelopes) results.push(await this.#one(one));
    return told(200, { now: this.now, skew: 0, results, wipe: this.ended });
  }

  async #one(one: Envelope): Promise<Result> {
    const base = { id: one.id, revision: one.revision };
    if (one.mine !== undefined) throw new Error("the phone's own wrap was sent");
    if (one.office_key !== this.keyId) {
      return { ...base, status: "rejected", reason: "office_key_unknown", message: "another key" };
    }
    if (this.ended || one.draft) {
      const receipt = `kept-${one.id}-${one.revision}`;
      this.records.set(one.id, { body: undefined, receipt, revision: one.revision, draft: true });
      return { ...base, status: "kept", receipt, signed: "v1" };
    }
    const key = await this.#key(one.office, one.id);
    const text = await unshut(key, toBytes(one.body), one.id);
    const body = JSON.parse(new TextDecoder().decode(text)) as Body;
    const why = this.refuse(body);
    if (why) return { ...base, status: "rejected", reason: why, message: "please correct it" };
    const pieces = [...(body.photos ?? []), ...(body.sounds ?? [])].map((piece) => piece.sha256);
    const missing = pieces.filter((sha256) => !this.files.has(sha256));
    const known = this.records.get(one.id);
    if (known && JSON.stringify(known.body) === JSON.stringify(body)) {
      return { ...base, status: "same", receipt: known.receipt, signed: "v1", missing };
    }
    if (known && body.base !== known.receipt) {
      return { ...base, status: "conflict", reason: "edited_elsewhere", message: "differs" };
    }
    const receipt = `r-${one.id}-${one.revision}`;
    this.records.set(one.id, { body, receipt, revision: one.revision, draft: false });
    return { ...base, status: known ? "updated" : "created", receipt, signed: "v1", missing };
  }

  async #file(sha256: string, init: RequestInit, headers: Headers): Promise<Response> {
    const name = `${headers.get("X-Record")}/${sha256}`;
    const part = this.parts.get(name) ?? new Uint8Array();
    if (init.method !== "PUT") return told(200, { received: part.length, here: this.files.has(sha256) });
    const [, start = "", , total = ""] = /bytes (\d+)-(\d+)\/(\d+)/.exec(headers.get("Content-Range") ?? "") ?? [];
    if (Number(start) !== part.length) return told(409, { code: "gap", detail: "a gap" });
    const whole = new Uint8Array([...part, ...new Uint8Array(init.body as ArrayBuffer)]);
    this.parts.set(name, whole);
    if (whole.length < Number(total)) return told(202, { received: whole.length });
    this.parts.delete(name);
    if (this.ended) {
      this.files.set(sha256, whole);
      return told(200, { received: whole.length, here: true });
    }
    const key = await this.#key(headers.get("X-Sealed-Key") ?? "", headers.get("X-Record") ?? "");
    let clear: Uint8Array<ArrayBuffer>;
    try {
      clear = await unshut(key, whole, sha256);
    } catch {
      return told(422, { code: "seal_broken", detail: "broken" });
    }
    if (this.refuseFile?.(sha256)) return told(422, { code: "not_a_photo", detail: "no photo" });
    if ((await sha256Of(clear)) !== sha256) return told(422, { code: "wrong_sha256", detail: "differs" });
    this.files.set(sha256, clear);
    return told(200, { received: whole.length, here: true });
  }

  async #key(office: string, id: string): Promise<CryptoKey> {
    if (!this.#private) throw new Error("not open");
    return keyOf(await openSealed(this.#private, toBytes(office), id, OFFICE));
  }
}

function told(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
