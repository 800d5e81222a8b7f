/** Everything the pages need, opened in the right order. */
import type { Clock } from "./clock.ts";
import type { Answer, Server } from "./server.ts";
import type { Records } from "./records.ts";
import type { Safe } from "./safe.ts";
import type { Sender } from "./sender.ts";
import type { Store } from "./store.ts";
import type { Today } from "./types.ts";

export interface Core {
  store: Store;
  clock: Clock;
  server: Server;
  safe: Safe;
  records: Records;
  sender: Sender;
  /** From the server and kept sealed, or what is kept; undefined where neither is to be had. */
  today(): Promise<{ today: Today; fresh: boolean } | undefined>;
  /** Makes this browser a phone of the signed-in officer, if it is none yet. */
  enrol(today: Today, label: string): Promise<Answer<unknown>>;
  /** Signing out or handing on: sends what it can, tells the server; the PIN alone opens nothing from now on. */
  leave(): Promise<void>;
}

export function openCore(): Promise<Core> {
  throw new Error("to be filled");
}
