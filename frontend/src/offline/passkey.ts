/** A passkey that gives a secret of its own (WebAuthn level 3, `prf`): it opens the phone as its screen lock does. */
import { toBytes, toText } from "../page/base64.ts";
import { type Bytes, random } from "./seal.ts";

/** `declined`: the person said no, or was not recognised. `unable`: the device gives no secret. */
export type Why = "declined" | "unable";

interface Prf {
  prf?: { enabled?: boolean; results?: { first?: BufferSource } };
}

/** Of WebAuthn level 3; browsers of 2023 have none of it. */
interface Api {
  isUserVerifyingPlatformAuthenticatorAvailable?(): Promise<boolean>;
  getClientCapabilities?(): Promise<Record<string, boolean>>;
  signalUnknownCredential?(given: { rpId: string; credentialId: string }): Promise<void>;
}

const PATIENCE_MS = 60_000;

function api(): Api | undefined {
  return (globalThis as { PublicKeyCredential?: Api }).PublicKeyCredential;
}

/** Whether the device might; where the browser doesn't say, it is known only when it was tried. */
export async function canPasskey(): Promise<boolean> {
  try {
    const known = api();
    if (!(await known?.isUserVerifyingPlatformAuthenticatorAvailable?.())) return false;
    return (await known?.getClientCapabilities?.())?.["extension:prf"] !== false;
  } catch {
    return false;
  }
}

/** Made on this device; to be called within a press. */
export async function made(salt: Bytes, label: string): Promise<{ id: string; secret: Bytes } | Why> {
  let found: PublicKeyCredential;
  try {
    found = (await navigator.credentials.create({
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
          // "discouraged" makes one on Android that knows no `prf`.
          residentKey: "preferred",
          userVerification: "required",
        },
        timeout: PATIENCE_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    } as CredentialCreationOptions)) as PublicKeyCredential;
  } catch (problem) {
    return whyNot(problem);
  }
  const id = toText(found.rawId);
  const results = found.getClientExtensionResults() as Prf;
  // Some give the secret only when asked a second time.
  const secret = secretOf(results) ?? (results.prf?.enabled ? await asked(id, salt) : "unable");
  if (secret instanceof Uint8Array) return { id, secret };
  await disown(id);
  return secret;
}

export async function asked(id: string, salt: Bytes): Promise<Bytes | Why> {
  try {
    const found = (await navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: "public-key", id: toBytes(id), transports: ["internal"] }],
        userVerification: "required",
        timeout: PATIENCE_MS,
        extensions: { prf: { eval: { first: salt } } },
      },
    } as CredentialRequestOptions)) as PublicKeyCredential;
    return secretOf(found.getClientExtensionResults() as Prf) ?? "unable";
  } catch (problem) {
    return whyNot(problem);
  }
}

/** The device may forget it: it opens nothing any more. Where the browser can't say so, it stays in its list. */
export async function disown(id: string): Promise<void> {
  try {
    await api()?.signalUnknownCredential?.({ rpId: location.hostname, credentialId: id });
  } catch {
    // It was a courtesy.
  }
}

/** Browsers say `NotAllowedError` for nearly everything, so that a page can't ask what lies on a device. */
function whyNot(problem: unknown): Why {
  const name = (problem as Error | null)?.name ?? "";
  return name === "NotAllowedError" || name === "AbortError" ? "declined" : "unable";
}

function secretOf(results: Prf): Bytes | undefined {
  const first = results.prf?.results?.first;
  if (!first) return undefined;
  const view = ArrayBuffer.isView(first) ? first : new Uint8Array(first);
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice();
}
