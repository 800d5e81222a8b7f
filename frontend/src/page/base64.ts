/** Bytes as text: base64url without padding, as WebAuthn, Web Push and the phone's records write it. */

const AT_ONCE = 0x8000;

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  const raw = atob(base64 + "=".repeat((4 - (base64.length % 4)) % 4));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer | Uint8Array): string {
  const all = new Uint8Array(bytes);
  let raw = "";
  // In pieces: a function takes no hundred thousand arguments.
  for (let at = 0; at < all.length; at += AT_ONCE) {
    raw += String.fromCharCode(...all.subarray(at, at + AT_ONCE));
  }
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
