/** When a page sends: on load, `online`, becoming visible, by a timer; and by Background Sync when it is gone. */
import { NOTHING, type Sender, TAG, type Turn } from "./sender.ts";

const EVERY_MS = 30_000;
const FIRST_MS = 4_000;
const LONGEST_MS = 300_000;

interface Syncing extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Pure: how long to wait after so many failures in a row, scattered so that not all phones come at once. */
export function waitAfter(failures: number, dice: () => number = Math.random): number {
  return Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS) * (0.5 + dice());
}

export class Triggers {
  readonly #sender: Sender;
  readonly #told: (turn: Turn) => void;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;
  #stopped = new AbortController();

  constructor(sender: Sender, told: (turn: Turn) => void) {
    this.#sender = sender;
    this.#told = told;
  }

  start(): void {
    const { signal } = this.#stopped;
    const now = () => {
      this.#failures = 0;
      void this.turn();
    };
    addEventListener("online", now, { signal });
    addEventListener("pageshow", now, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || now(), { signal });
    void this.turn();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** At once; while a turn is under way, once more after it. */
  async turn(options: { drafts?: boolean } = {}): Promise<Turn> {
    clearTimeout(this.#timer);
    let turn: Turn;
    try {
      turn = await this.#sender.turn(options);
    } catch {
      // The database is gone or full: the store tells of it, and it is tried again.
      this.#later(LONGEST_MS);
      return { ...NOTHING, end: "wait", left: 1, wait: LONGEST_MS / 1000 };
    }
    if (turn.end === "busy") {
      this.#again = true;
      this.#later(FIRST_MS);
      return turn;
    }
    const isStuck = turn.end === "offline" || turn.end === "wait";
    this.#failures = isStuck ? this.#failures + 1 : 0;
    if (turn.end !== "nothing") this.#told(turn);
    if (turn.left) {
      await askForSync();
      this.#later(isStuck ? Math.max(waitAfter(this.#failures), (turn.wait ?? 0) * 1000) : EVERY_MS);
    }
    if (this.#again && !isStuck) {
      this.#again = false;
      return this.turn();
    }
    return turn;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped.signal.aborted) this.#timer = setTimeout(() => void this.turn(), ms);
  }
}

async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration("/field/")) as Syncing | undefined;
    await registration?.sync?.register(TAG);
  } catch {
    // Forbidden, or there is none: the other ways are enough.
  }
}
