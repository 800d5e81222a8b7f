/** A passkey that gives a secret of its own (WebAuthn level 3, `prf`): it opens the phone as its screen lock does. */
import { toBytes, toText } from "../page/base64.ts";
import { type Bytes, random } from "./seal.ts";

interface Prf {
  prf?: { enabled?: boolean; results?: { first?: BufferSource } };
}

/** Whether the device might; whether it can is known only when it was tried. */
export async function canPasskey(): Promise<boolean> {
  const api = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  return (await api?.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)) ?? false;
}

/** Made on this device. Undefined where it gives no secret, or the person would not. */
export async function made(salt: Bytes, label: string): Promise<{ id: string; secret: Bytes } | undefined> {
  try {
    const found = (await navigator.credentials.create({
      publicKey: {
        rp: { name: label },
        user: { id: random(16), name: label, displayName: label },
        // The server never sees it: nothing is signed in with it.
        challenge: random(32),
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: {
          authenticatorAttachment: "platform",
          residentKey: "discouraged",
          userVerification: "required",
        },
        extensions: { prf: { eval: { first: salt } } },
      },
    } as CredentialCreationOptions)) as PublicKeyCredential | null;
    if (!found) return undefined;
    const id = toText(found.rawId);
    const results = found.getClientExtensionResults() as Prf;
    // Some give the secret only when asked a second time.
    const secret = secretOf(results) ?? (results.prf?.enabled ? await asked(id, salt) : undefined);
    return secret && { id, secret };
  } catch {
    return undefined;
  }
}

export async function asked(id: string, salt: Bytes): Promise<Bytes | undefined> {
  try {
    const found = (await navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: "public-key", id: toBytes(id), transports: ["internal"] }],
        userVerification: "required",
        extensions: { prf: { eval: { first: salt } } },
      },
    } as CredentialRequestOptions)) as PublicKeyCredential | null;
    return found ? secretOf(found.getClientExtensionResults() as Prf) : undefined;
  } catch {
    return undefined;
  }
}

function secretOf(results: Prf): Bytes | undefined {
  const first = results.prf?.results?.first;
  if (!first) return undefined;
  const view = ArrayBuffer.isView(first) ? first : new Uint8Array(first);
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice();
}

