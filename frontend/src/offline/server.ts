/** The addresses of the server, and what may come back from a network in a basement. */
import type { Clock } from "./clock.ts";
import type { Envelope, Sent, Today } from "./types.ts";

export interface Phone {
  id: string;
  token: string;
}

/**
 * `offline`: nobody answered, or somebody who is not our server (a Wi-Fi's sign-in page).
 * `signed_out`: the session is over. `ended`: the phone's token is no longer good.
 * `wait`: too often, or the server is busy; `seconds` says for how long. `refused`: with a sentence.
 */
export type Answer<T> =
  | { ok: true; data: T }
  | { ok: false; why: "offline" | "signed_out" | "ended" }
  | { ok: false; why: "wait"; seconds: number }
  | { ok: false; why: "refused"; status: number; code: string; message: string; left?: number };

export class Server {
  constructor(clock: Clock, ask?: typeof fetch) {
    throw new Error(`to be filled ${clock.offset}${ask ? "" : ""}`);
  }

  today(): Promise<Answer<Today>> {
    throw new Error("to be filled");
  }

  enrol(id: string, label: string, csrf: string): Promise<Answer<{ token: string }>> {
    throw new Error(id + label + csrf);
  }

  setPin(phone: Phone, verifier: string, csrf: string): Promise<Answer<{ share: string }>> {
    throw new Error(phone.id + verifier + csrf);
  }

  unlock(phone: Phone, verifier: string): Promise<Answer<{ share: string }>> {
    throw new Error(phone.id + verifier);
  }

  leave(phone: Phone): Promise<Answer<unknown>> {
    throw new Error(phone.id);
  }

  send(phone: Phone, envelopes: Envelope[]): Promise<Answer<Sent>> {
    throw new Error(phone.id + envelopes.length);
  }
}
