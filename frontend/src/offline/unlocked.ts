/** How it ended to open the phone. */
import type { Answer } from "./server.ts";

export type Unlocked =
  | { ok: true; by: "server" | "phone" | "passkey" }
  /** `left`: tries left before it has to wait, where it is known. */
  | { ok: false; why: "wrong"; left?: number }
  | { ok: false; why: "wait"; seconds: number }
  /** No network, and the hours in which the PIN alone is enough are over (or were never begun). */
  | { ok: false; why: "offline" }
  /** The server knows this phone no more: sign in and set it up again. */
  | { ok: false; why: "ended" | "signed_out" }
  /** The passkey: the person said no or was not recognised; the device has no secret for us. */
  | { ok: false; why: "declined" | "unable" }
  | { ok: false; why: "refused"; message: string };

export type Refusal = Exclude<Unlocked, { ok: true }>;

export function why(answer: Exclude<Answer<unknown>, { ok: true }>): Refusal {
  if (answer.why === "wait") return { ok: false, why: "wait", seconds: answer.seconds };
  if (answer.why !== "refused") return { ok: false, why: answer.why };
  if (answer.left !== undefined) return { ok: false, why: "wrong", left: answer.left };
  return { ok: false, why: "refused", message: answer.message };
}
