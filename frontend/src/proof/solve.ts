/** Works out an ALTCHA challenge (version 2, PBKDF2): counts up until the derived key begins as asked. */
export interface Parameters {
  algorithm: string;
  cost: number;
  keyLength: number;
  keyPrefix: string;
  nonce: string;
  salt: string;
}

export interface Challenge {
  parameters: Parameters;
  signature: string;
}

export interface Solution {
  counter: number;
  derivedKey: string;
}

/** Beyond this no challenge of ours lies. */
export const FARTHEST = 100_000;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `tell` hears how many tries were made, every fifty. Rejects where the browser can't or nothing is found. */
export async function solve(asked: Parameters, tell: (tries: number) => void = () => {}): Promise<Solution> {
  const hash = asked.algorithm.split("/")[1] ?? "SHA-256";
  const nonce = bytesOf(asked.nonce);
  const salt = bytesOf(asked.salt);
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  const last = new DataView(password.buffer);
  for (let counter = 0; counter < FARTHEST; counter += 1) {
    last.setUint32(nonce.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const way = { name: "PBKDF2", hash, salt, iterations: asked.cost };
    const derivedKey = hexOf(await crypto.subtle.deriveBits(way, key, asked.keyLength * 8));
    if (derivedKey.startsWith(asked.keyPrefix)) return { counter, derivedKey };
    if (counter % 50 === 49) tell(counter + 1);
  }
  throw new Error("no solution");
}

/** What the form sends: the challenge with its solution, as the server's library reads it. */
export function payload(challenge: Challenge, solution: Solution): string {
  return btoa(JSON.stringify({ challenge, solution }));
}
