/** How records, photos and keys are sealed (docs/decisions/0036). Pure: bytes in, bytes out. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** Whose key something is sealed to. */
export type Purpose = "dongne field v1" | "dongne phone v1";
export const OFFICE: Purpose = "dongne field v1";
/** To the phone's own key: what is begun while it is locked. */
export const PHONE: Purpose = "dongne phone v1";

/** Rounds of PBKDF2: with the server's share, and four times as many where the PIN alone is enough. */
export const ROUNDS = { online: 600_000, offline: 2_400_000 };

const IV = 12;
const POINT = 65;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const NOTHING: Bytes = new Uint8Array(0);

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function joined(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}

/** Hexadecimal. */
export async function sha256Of(data: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A key that nobody can read out of the browser again. */
export function keyOf(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** iv ‖ AES-256-GCM. `about` is bound to it: the record's id, or the digest of a piece. */
export async function shut(key: CryptoKey, data: Bytes, about: string): Promise<Bytes> {
  const iv = random(IV);
  const done = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(about) }, key, data);
  return joined(iv, new Uint8Array(done));
}

/** @throws DOMException `OperationError` where the key is another, or anything was changed. */
export async function unshut(key: CryptoKey, data: Bytes, about: string): Promise<Bytes> {
  const way = { name: "AES-GCM", iv: data.subarray(0, IV), additionalData: utf8(about) };
  return new Uint8Array(await crypto.subtle.decrypt(way, key, data.subarray(IV)));
}

/** Whoever has the private key of `publicKey` (raw point) reads `data`, and not we ourselves. */
export async function sealTo(publicKey: Bytes, data: Bytes, about: string, purpose: Purpose): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await agreed(once.privateKey, theirs, purpose);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  return joined(point, await shut(key, data, about));
}

export async function openSealed(privateKey: CryptoKey, data: Bytes, about: string, purpose: Purpose): Promise<Bytes> {
  const point = await crypto.subtle.importKey("raw", data.subarray(0, POINT), CURVE, false, []);
  return unshut(await agreed(privateKey, point, purpose), data.subarray(POINT), about);
}

async function agreed(mine: CryptoKey, theirs: CryptoKey, purpose: Purpose): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  return keyOf(await derived(new Uint8Array(shared), purpose));
}

/** A pair for things begun while the phone is locked: raw public point, PKCS #8. */
export async function newPair(): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)),
    privateKey: new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
  };
}

export function privateOf(pkcs8: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("pkcs8", pkcs8, CURVE, false, ["deriveBits"]);
}

/** HKDF-SHA256 without salt, 32 bytes. */
export async function derived(secret: Bytes, info: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: NOTHING, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, 256));
}

/** PBKDF2-SHA256, 64 bytes. */
export async function stretched(pin: string, salt: Bytes, rounds: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, 512));
}
