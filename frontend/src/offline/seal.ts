/** How records, photos and keys are sealed (docs/decisions/0036). Pure: bytes in, bytes out. */
import type { Body, Envelope } from "./types.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** Random bytes, as many as asked. Tests hand in their own. */
export type Dice = (length: number) => Bytes;
export const dice: Dice = (length) => crypto.getRandomValues(new Uint8Array(length));

export const OFFICE_INFO = "dongne field v1";
export const PHONE_INFO = "dongne phone v1";

/** Hexadecimal. */
export async function sha256Of(data: Bytes): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", data));
}

function hex(data: ArrayBuffer): string {
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export type { Body, Envelope };
