/** PINs, and how the phone's key rests under what they give. */
import { toBytes, toText } from "../page/base64.ts";
import { type Bytes, derived, keyOf, newPair, privateOf, shut, unshut } from "./seal.ts";

export const PIN_LENGTH = 6;
const ABOUT = "dongne data key";
const ABOUT_OWN = "dongne own key";

/** A pair for what is begun while the phone is locked; `private` under the phone's key. */
export interface OwnPair {
  public: string;
  private: string;
}

/** Why a PIN is not taken, before anything is asked: too short, no digits, or one that everybody tries. */
export function pinProblem(pin: string): "short" | "digits" | "plain" | undefined {
  if (!/^\d*$/.test(pin)) return "digits";
  if (pin.length < PIN_LENGTH) return "short";
  const steps = new Set(Array.from(pin.slice(1), (digit, at) => Number(digit) - Number(pin[at])));
  if (steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 9)) return "plain";
  return /^(\d{1,3})\1+$/.test(pin) ? "plain" : undefined;
}

/** What shows the server that the PIN was right, and tells it nothing else. */
export async function verifierOf(secret: Bytes): Promise<string> {
  return toText(await derived(secret, "dongne verifier"));
}

export async function ownPair(raw: Bytes): Promise<OwnPair> {
  const pair = await newPair();
  const sealed = await shut(await keyOf(raw), pair.privateKey, ABOUT_OWN);
  pair.privateKey.fill(0);
  return { public: toText(pair.publicKey), private: toText(sealed) };
}

export async function wrap(raw: Bytes, secret: Bytes, info: string): Promise<string> {
  return toText(await shut(await keyOf(await derived(secret, info)), raw, ABOUT));
}

export async function unwrap(text: string, secret: Bytes, info: string): Promise<Bytes> {
  return unshut(await keyOf(await derived(secret, info)), toBytes(text), ABOUT);
}

export async function ownOf(key: CryptoKey, text: string): Promise<CryptoKey> {
  const pkcs8 = await unshut(key, toBytes(text), ABOUT_OWN);
  const own = await privateOf(pkcs8);
  pkcs8.fill(0);
  return own;
}
