/** The phone's clock set right by the server's, as far as it was heard. */

const FAR_MS = 5 * 60_000;
/** Below this the way there and back says more than the clocks do. */
const NEAR_MS = 2_000;
const SEOUL_MS = 9 * 3_600_000;

export class Clock {
  #offset: number;
  readonly #device: () => number;

  /** @param offset milliseconds by which the server's clock is ahead of the phone's, as kept. */
  constructor(offset = 0, device: () => number = Date.now) {
    this.#offset = offset;
    this.#device = device;
  }

  /** What the server said at some moment between the two, both by the phone's own clock (`raw`). */
  learn(serverNow: string, asked: number, answered: number): void {
    const server = Date.parse(serverNow);
    // Phones sleep in the middle of a request: an answer that took long says nothing exact.
    if (Number.isNaN(server) || answered < asked || answered - asked > 60_000) return;
    const offset = server - (asked + answered) / 2;
    this.#offset = Math.abs(offset) < NEAR_MS ? 0 : Math.round(offset);
  }

  /** Milliseconds by the phone's own clock, right or wrong. */
  raw(): number {
    return this.#device();
  }

  /** Milliseconds, corrected. */
  now(): number {
    return this.#device() + this.#offset;
  }

  /** Corrected, and written as the office reads it, whatever zone the phone believes to be in. */
  iso(at: number = this.now()): string {
    return new Date(at + SEOUL_MS).toISOString().replace(/\.\d+Z$/, "+09:00");
  }

  /** As the phone believes it: what the server measures its skew by. */
  rawIso(): string {
    return new Date(this.#device()).toISOString();
  }

  get offset(): number {
    return this.#offset;
  }

  /** Wrong enough to be told. */
  get isFar(): boolean {
    return Math.abs(this.#offset) > FAR_MS;
  }
}
