/** Passkeys: the browser asks the device for one, and the answer goes back in an ordinary form.
 *
 * `data-passkey="create|get"` on a form with a hidden `credential`. What the device is asked stands
 * in a JSON script (`data-passkey-options="id"`) or is fetched when pressed (`data-passkey-ask`).
 */
import { toBytes, toText } from "./base64.ts";
import { isSending, markIdle, markSending } from "./sending.ts";
import { word } from "./words.ts";

type Json = Record<string, unknown>;

function listed(credentials: unknown): PublicKeyCredentialDescriptor[] {
  const given = (credentials ?? []) as (PublicKeyCredentialDescriptorJSON)[];
  return given.map((one) => ({ ...one, id: toBytes(one.id) }) as PublicKeyCredentialDescriptor);
}

interface PublicKeyCredentialDescriptorJSON {
  id: string;
  type: string;
  transports?: string[];
}

async function create(options: Json): Promise<Json> {
  const user = options["user"] as Json;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(String(options["challenge"])),
      user: { ...user, id: toBytes(String(user["id"])) },
      excludeCredentials: listed(options["excludeCredentials"]),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return described(made, {
    clientDataJSON: toText(answer.clientDataJSON),
    attestationObject: toText(answer.attestationObject),
    transports: answer.getTransports?.() ?? [],
  });
}

async function get(options: Json): Promise<Json> {
  const found = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(String(options["challenge"])),
      allowCredentials: listed(options["allowCredentials"]),
    } as unknown as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const answer = found.response as AuthenticatorAssertionResponse;
  return described(found, {
    clientDataJSON: toText(answer.clientDataJSON),
    authenticatorData: toText(answer.authenticatorData),
    signature: toText(answer.signature),
    userHandle: answer.userHandle ? toText(answer.userHandle) : null,
  });
}

function described(credential: PublicKeyCredential, response: Json): Json {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsOf(form: HTMLFormElement): Promise<Json> {
  const here = document.getElementById(form.dataset["passkeyOptions"] ?? "")?.textContent;
  const given: Json = here
    ? (JSON.parse(here) as Json)
    : ((await (await fetch(form.dataset["passkeyAsk"] ?? "", { cache: "no-store" })).json()) as Json);
  return given["publicKey"] as Json;
}

async function answer(form: HTMLFormElement): Promise<void> {
  const problem = form.querySelector<HTMLElement>("[data-passkey-problem]");
  if (problem) problem.hidden = true;
  try {
    const options = await optionsOf(form);
    const credential = await (form.dataset["passkey"] === "create" ? create(options) : get(options));
    const field = form.elements.namedItem("credential") as HTMLInputElement;
    field.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    markIdle(form);
    if (!problem) return;
    const name = error instanceof DOMException ? error.name : "";
    problem.textContent = word(name === "InvalidStateError" ? "passkeyKnown" : "passkeyFailed");
    problem.hidden = false;
  }
}

/** Before `startSending`, which then leaves these forms alone: they are sent when the device has answered. */
export function startPasskeys(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-passkey]")) return;
    event.preventDefault();
    if (isSending(form)) return;
    markSending(form, event.submitter);
    void answer(form);
  });
}

/** Where the browser knows no passkeys, nothing offers them. */
export function showPasskeys(): void {
  if ("credentials" in navigator && "PublicKeyCredential" in window) return;
  for (const form of document.querySelectorAll<HTMLElement>("form[data-passkey]")) form.hidden = true;
}
