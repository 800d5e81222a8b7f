/** Everything the pages need, opened in the right order. */
import { Clock } from "./clock.ts";
import { newId } from "./ids.ts";
import { Records } from "./records.ts";
import { Safe, SAFE } from "./safe.ts";
import { CHANGED, LOST, PROGRESS, type Progress, Sender, SETTLED, type Turn } from "./sender.ts";
import { type Answer, type Phone, Server } from "./server.ts";
import { pageMarks, Store, UNKNOWN } from "./store.ts";
import { Triggers } from "./triggers.ts";
import type { Today } from "./types.ts";

export interface Core {
  store: Store;
  clock: Clock;
  server: Server;
  safe: Safe;
  records: Records;
  /** This browser as the server knows it; undefined before `enrol`. */
  phone(): Promise<Phone | undefined>;
  /** `turn` sends now, once more where a turn is under way; `start` begins to send by itself. */
  sender: Triggers;
  /** From the server and kept sealed, or what is kept (while open); undefined where neither is to be had. */
  today(): Promise<{ today: Today; fresh: boolean } | undefined>;
  /**
   * Makes this browser a phone of the signed-in officer, if it is none yet. Refused with `others_records` where those of
   * somebody else are not sent yet.
   */
  enrol(today: Today, label: string): Promise<Answer<unknown>>;
  /** Handing on the phone: sends what it can, drafts too, and tells the server. What is not sent stays sealed. */
  leave(): Promise<Turn>;
  close(): void;
}

export async function openCore(): Promise<Core> {
  const store = await Store.open(undefined, pageMarks());
  const clock = new Clock(await store.get<number>("clock"));
  const server = new Server(clock);
  const safe = new Safe(store, server, clock);
  await safe.load();
  const records = new Records(store, clock, safe);
  const progress = (told: Progress) => void tell(PROGRESS, told);
  const triggers = new Triggers(new Sender(store, server, clock, { progress }), (turn) => {
    if (turn.end === "ended") void safe.onlyByServer();
    if (turn.ending) void safe.load();
    void records.refresh();
    tell(SETTLED, turn);
  });
  const core: Core = {
    store,
    clock,
    server,
    safe,
    records,
    sender: triggers,
    phone: () => store.get<Phone>("phone"),
    today: () => today(store, server, safe, records),
    enrol: (given, label) => enrol(core, given, label),
    leave: () => leave(core),
    close() {
      triggers.stop();
      safe.close();
      store.close();
    },
  };
  records.onReady = () => void triggers.turn();
  store.onLost((lost) => tell(LOST, lost));
  store.onChange(() => {
    tell(CHANGED, undefined);
    void showBadge(records);
  });
  safe.onChange((state) => {
    if (state === "open") void records.refresh();
  });
  navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<{ field?: string; turn?: Turn }>) => {
    if (data?.field !== "settled" || !data.turn) return;
    void store.mark();
    tell(SETTLED, data.turn);
  });
  document.addEventListener("visibilitychange", () => safe.look());
  void showBadge(records);
  return core;
}

function tell(name: string, detail: unknown): void {
  window.dispatchEvent(new CustomEvent(name, { detail }));
}

async function today(
  store: Store,
  server: Server,
  safe: Safe,
  records: Records,
): ReturnType<Core["today"]> {
  const answer = await server.today();
  if (answer.ok) {
    const found = answer.data;
    const phone = await store.get<Phone>("phone");
    safe.minutes = found.settings.lock_minutes;
    safe.offlineHours = found.settings.offline_hours;
    records.longSide = found.settings.long_side;
    // Whoever signed in on somebody else's phone gets nothing of theirs mixed with their own.
    if (!phone || phone.officer === found.officer.id) {
      await store.set("office", found.office_key);
      await store.set("settings", found.settings);
      const { csrf: _token, ...rest } = found;
      await safe.keep("today", { ...rest, csrf: "" });
      await records.refresh();
    }
    return { today: found, fresh: true };
  }
  const settings = await store.get<Today["settings"]>("settings");
  if (settings) {
    safe.minutes = settings.lock_minutes;
    safe.offlineHours = settings.offline_hours;
    records.longSide = settings.long_side;
  }
  const kept = await safe.recall<Today>("today");
  return kept && { today: kept, fresh: false };
}

async function enrol(core: Core, today: Today, label: string): Promise<Answer<unknown>> {
  const { store, server, safe } = core;
  const old = await core.phone();
  if (old && old.officer !== today.officer.id) {
    await core.sender.turn({ drafts: true });
    const { unsent, writing, incomplete } = await core.records.counts();
    if (unsent + writing + incomplete) {
      return { ok: false, why: "refused", status: 409, code: "others_records", message: "" };
    }
    await server.leave(old);
    await store.wipe();
    await safe.load();
  } else if (old && !(await store.get<boolean>(UNKNOWN))) return { ok: true, data: old };
  const id = newId(core.clock.now());
  const answer = await server.enrol(id, label, today.csrf);
  if (!answer.ok) return answer;
  const phone: Phone = { id, token: answer.data.token, officer: today.officer.id, label };
  await store.set("phone", phone);
  await store.set("office", today.office_key);
  await store.remove("ended");
  await store.remove(UNKNOWN);
  await safe.dropOffline();
  if (old) {
    // The share of its PIN belonged to the phone that the server knows no more: what only that opens
    // goes to the office.
    await core.sender.turn({ drafts: true });
    await store.remove(SAFE);
  }
  await safe.load();
  // Firefox asks the person, and answers only when they have: nothing waits for that.
  void store.persist().catch(() => false);
  return answer;
}

async function leave(core: Core): Promise<Turn> {
  const turn = await core.sender.turn({ drafts: true });
  await core.safe.onlyByServer();
  core.safe.lock();
  const { unsent, writing, incomplete } = await core.records.counts();
  const phone = await core.phone();
  if (!phone || unsent + writing + incomplete) return turn;
  const answer = await core.server.leave(phone);
  if (answer.ok || answer.why === "ended") {
    await core.store.wipe();
    await core.safe.load();
  }
  return turn;
}

async function showBadge(records: Records): Promise<void> {
  try {
    const { unsent } = await records.counts();
    if (unsent) await navigator.setAppBadge?.(unsent);
    else await navigator.clearAppBadge?.();
  } catch {
    // Only where it is installed.
  }
}
