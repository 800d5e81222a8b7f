/** Stops that were ticked off without network: kept sealed until the server has them. */
import type { App } from "./app.ts";

export interface Tick {
  outing: string;
  key: string;
  /** When, by the phone's corrected clock; null: not done after all. */
  done_at: string | null;
  at: string;
}

const KEPT = "ticks";
let sending = false;

async function kept(app: App): Promise<Tick[]> {
  return (await app.core.safe.recall<Tick[]>(KEPT).catch(() => undefined)) ?? [];
}

/** By key, what was said last here and is not yet known to the server. */
export async function doneOf(app: App): Promise<Map<string, string | null>> {
  return new Map((await kept(app)).map((one) => [one.key, one.done_at]));
}

export async function tick(app: App, outing: string, key: string, done: boolean): Promise<void> {
  const at = app.core.clock.iso();
  const rest = (await kept(app)).filter((one) => one.key !== key || one.outing !== outing);
  await app.core.safe.keep(KEPT, [...rest, { outing, key, done_at: done ? at : null, at }]);
  void sendTicks(app);
}

/** What the server has taken, or knows nothing of any more, is forgotten; the rest waits. */
export async function sendTicks(app: App): Promise<void> {
  if (sending || !app.today || app.core.safe.state !== "open") return;
  const waiting = await kept(app);
  if (!waiting.length) return;
  sending = true;
  try {
    const answer = await fetch("/field/rounds/done", {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
      headers: { "Content-Type": "application/json", "X-CSRFToken": app.today.csrf },
      body: JSON.stringify({ ticks: waiting }),
    });
    if (!answer.ok) return;
    for (const one of waiting) {
      const stop = app.today.rounds.find((round) => round.outing === one.outing)?.stops.find((other) => other.key === one.key);
      if (stop) stop.done_at = one.done_at;
    }
    const sent = new Set(waiting.map((one) => one.outing + one.key + one.at));
    const left = (await kept(app)).filter((one) => !sent.has(one.outing + one.key + one.at));
    await app.core.safe.keep(KEPT, left);
  } catch {
    // No network: with the next turn.
  } finally {
    sending = false;
  }
}
