/** The one way out: what is ready goes to the server, by whichever page or worker holds the lock. */
import type { Clock } from "./clock.ts";
import type { Server } from "./server.ts";
import type { Store } from "./store.ts";

export interface Turn {
  /** `busy`: another tab or the worker sends. `nothing`: there was nothing to send. `wiped`: the phone has forgotten all. */
  end: "sent" | "nothing" | "busy" | "offline" | "wait" | "ended" | "wiped" | "no_phone";
  received: number;
  checked: number;
  pieces: number;
  /** What still waits afterwards. */
  left: number;
  /** When it is tried again, in milliseconds from now. */
  next: number | undefined;
}

export interface Progress {
  record: string;
  sha256: string;
  sent: number;
  bytes: number;
}

/** On `window`, after each turn that did something: `CustomEvent<Turn>`; `field:progress`: `CustomEvent<Progress>`; `field:changed`: rows are different. */
export const SETTLED = "field:settled";
export const PROGRESS = "field:progress";
export const CHANGED = "field:changed";

export class Sender {
  constructor(store: Store, server: Server, clock: Clock, hooks?: SenderHooks) {
    throw new Error(`to be filled ${clock.offset}${store ? "" : ""}${server ? "" : ""}${hooks ? "" : ""}`);
  }

  /** In a page: on load, `online`, becoming visible, by a timer, and by Background Sync where there is one. */
  start(): void {
    throw new Error("to be filled");
  }

  stop(): void {
    throw new Error("to be filled");
  }

  /** One turn. `drafts`: those too, where the phone can't keep them (a forgotten PIN): the office keeps them for the officer. */
  turn(options?: { drafts?: boolean }): Promise<Turn> {
    throw new Error(String(options?.drafts));
  }
}

export interface SenderHooks {
  progress?(progress: Progress): void;
  settled?(turn: Turn): void;
}
