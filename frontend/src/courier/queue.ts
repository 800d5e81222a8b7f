/** What a courier did, kept until the server has it: each deed once, by its id, in its order. */

export type Deed = {
  id: string;
  kind: string;
  parcel: string;
  number: string;
  at: string;
  /** Could not be sent when it happened. */
  late?: boolean;
  /** Somebody of the office looks at it; stays until it was seen. */
  check?: string;
  [field: string]: string | boolean | undefined;
};

export type Result = { id: string; state: "done" | "refused" | "check"; message: string };

export type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Never written to the phone: they would lie there in the clear. */
const UNKEPT = ["code", "birth"];

/**
 * One courier's deeds. What must not rest on the phone (`code`, `birth` of a hand-over) is held in
 * the page only; `proof` stands for both, where the browser can work it out.
 */
export class Queue {
  readonly #key: string;
  readonly #storage: Kept;
  readonly #held = new Map<string, Deed>();

  constructor(who: string, storage: Kept) {
    this.#key = `dongne.deeds.${who}`;
    this.#storage = storage;
  }

  all(): Deed[] {
    const kept = this.#read();
    const missing = [...this.#held.values()].filter((one) => !kept.some((k) => k.id === one.id));
    return [...kept.map((one) => this.#held.get(one.id) ?? one), ...missing];
  }

  waiting(): Deed[] {
    return this.all().filter((one) => !one.check);
  }

  add(deed: Deed): void {
    if (this.all().some((one) => one.id === deed.id)) return;
    this.#held.set(deed.id, deed);
    this.#write([...this.#read(), bare(deed)]);
  }

  /** Whatever could not be sent is told as late from now on. */
  markLate(): void {
    for (const one of this.#held.values()) one.late = true;
    this.#write(this.#read().map((one) => ({ ...one, late: true })));
  }

  settle(results: Result[]): void {
    const by = new Map(results.map((one) => [one.id, one]));
    const rest: Deed[] = [];
    for (const one of this.#read()) {
      const result = by.get(one.id);
      if (!result) rest.push(one);
      else if (result.state === "check") rest.push({ ...one, check: result.message });
    }
    for (const id of by.keys()) this.#held.delete(id);
    this.#write(rest);
  }

  forget(id: string): void {
    this.#held.delete(id);
    this.#write(this.#read().filter((one) => one.id !== id));
  }

  /** Whether closing the page would lose what is needed to send the deed. */
  needsPage(deed: Deed): boolean {
    return deed.kind === "hand" && Boolean(deed["code"]) && !deed["proof"];
  }

  #read(): Deed[] {
    try {
      const found: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? "[]");
      return Array.isArray(found) ? (found as Deed[]) : [];
    } catch {
      return [];
    }
  }

  #write(deeds: Deed[]): void {
    try {
      if (deeds.length) this.#storage.setItem(this.#key, JSON.stringify(deeds));
      else this.#storage.removeItem(this.#key);
    } catch {
      // Full or forbidden: the page still holds them.
    }
  }
}

/** As it may rest on the phone. A code of a transfer is the bag's or good for one offer: kept. */
function bare(deed: Deed): Deed {
  if (deed.kind !== "hand") return deed;
  return Object.fromEntries(
    Object.entries(deed).filter(([name]) => !UNKEPT.includes(name)),
  ) as Deed;
}

/** The same as `rules.proof_of` on the server; empty where the browser has no crypto (plain HTTP). */
export async function proofOf(parcel: string, code: string, birth: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return "";
  const text = new TextEncoder().encode(`${parcel}:${digits(code)}:${digits(birth)}`);
  const hash = await crypto.subtle.digest("SHA-256", text);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function digits(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}

export function newId(): string {
  if (globalThis.isSecureContext) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
