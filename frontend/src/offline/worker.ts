/**
 * The service worker of /field/: the page without a network, what is shared into it, and sending
 * when no page is open. It is one file; the server writes before it what the page consists of
 * (`FIELD_FILES`), so that a new version of anything is a new worker.
 */
import { Clock } from "./clock.ts";
import { Pantry, type Shell } from "./pantry.ts";
import { Records } from "./records.ts";
import { Sender, TAG } from "./sender.ts";
import { Server } from "./server.ts";
import { share } from "./share.ts";
import { Store } from "./store.ts";
import { CHECK, RENEW, SENT } from "./told.ts";
import type { Today } from "./types.ts";

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetched extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Synced extends Waiting {
  tag: string;
  lastChance: boolean;
}

interface Told extends Waiting {
  data: { field?: string; files?: string[] } | null;
}

interface Worker extends EventTarget {
  FIELD_FILES?: Shell;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window" }): Promise<{ postMessage(data: unknown): void }[]>;
  };
  location: { origin: string };
  skipWaiting(): Promise<void>;
}

const worker = self as unknown as Worker;
const pantry = new Pantry(worker.FIELD_FILES ?? { version: "0", first: [], later: [] }, caches);

/** Opened for each piece of work: a worker is stopped whenever the browser likes. */
async function withStore<T>(work: (store: Store, clock: Clock) => Promise<T>): Promise<T> {
  const store = await Store.open();
  try {
    return await work(store, new Clock(await store.get<number>("clock")));
  } finally {
    store.close();
  }
}

async function send(): Promise<{ left: number; end: string }> {
  return withStore(async (store, clock) => {
    const turn = await new Sender(store, new Server(clock), clock).turn();
    for (const page of await worker.clients.matchAll({ type: "window" })) page.postMessage({ field: SENT, turn });
    const { unsent } = await new Records(store, clock).counts();
    await navigator.setAppBadge?.(unsent).catch(() => undefined);
    return turn;
  });
}

async function shared(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    return await withStore(async (store, clock) => {
      const records = new Records(store, clock);
      records.longSide = (await store.get<Today["settings"]>("settings"))?.long_side ?? records.longSide;
      const id = await share(await request.formData(), records, clock);
      return Response.redirect(`${worker.location.origin}/field/#/new/${id}`, 303);
    });
  } catch {
    // Not set up here, or no room: the server knows what to do with it, or says it.
    return fetch(again);
  }
}

/** What the browser has thrown away is fetched again; without a network, another time. */
async function check(files: string[]): Promise<void> {
  try {
    await pantry.fill();
    await pantry.fillLater(files);
  } catch {
    return;
  }
}

worker.addEventListener("install", (event) => (event as Waiting).waitUntil(pantry.fill()));

worker.addEventListener("activate", (event) => {
  (event as Waiting).waitUntil(pantry.clear().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event as Fetched;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === "POST" && url.pathname === "/field/share") {
    (event as Fetched).respondWith(shared(request));
    return;
  }
  const way = request.method === "GET" && !request.headers.has("Range") ? pantry.wayOf(url, request.mode) : undefined;
  if (way) (event as Fetched).respondWith(way(request));
});

worker.addEventListener("sync", (event) => {
  const { tag, lastChance } = event as Synced;
  if (tag !== TAG) return;
  const work = send().then(({ left, end }) => {
    // The browser tries again, ever later, as long as the work fails.
    if (left && end !== "busy" && !lastChance) throw new Error("not everything is sent");
  });
  (event as Waiting).waitUntil(work);
});

worker.addEventListener("message", (event) => {
  const told = event as Told;
  if (told.data?.field === RENEW) told.waitUntil(worker.skipWaiting());
  if (told.data?.field === CHECK) told.waitUntil(check(told.data.files ?? []));
});
