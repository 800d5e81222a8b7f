/** The page's side of the service worker: its start, and a new version without losing what is typed. */
import { CHECK, RENEW } from "./told.ts";

export interface Renewal {
  /** Called when a new version waits; `take` loads the page anew with it. */
  onWaiting(listener: (take: () => void) => void): void;
}

/** Undefined where the browser has no service workers: the page then works with a network only. */
export async function startWorker(address: string): Promise<Renewal | undefined> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return undefined;
  const isFirst = !container.controller;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await container.register(address, { scope: "/field/", updateViaCache: "none" });
  } catch {
    return undefined;
  }
  let wanted = false;
  container.addEventListener("controllerchange", () => {
    // The very first one takes over a page that is complete already.
    if (wanted && !isFirst) location.reload();
  });
  const take = () => {
    wanted = true;
    registration.waiting?.postMessage({ field: RENEW });
  };
  let heard: ((take: () => void) => void) | undefined;
  const look = (worker: ServiceWorker | null) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) heard?.(take);
    });
  };
  look(registration.installing);
  registration.addEventListener("updatefound", () => look(registration.installing));
  // Asked again whenever somebody comes back: an installed page is not loaded for days.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && navigator.onLine) void registration.update().catch(() => undefined);
  });
  void container.ready.then(({ active }) => active?.postMessage({ field: CHECK, files: loaded() }));
  return {
    onWaiting(listener) {
      heard = listener;
      if (registration.waiting) listener(take);
    },
  };
}

/** Files that this page has loaded already, before the worker was there to see it. */
function loaded(): string[] {
  const urls = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const ours = urls.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
  return [...new Set(ours.map((url) => url.pathname + url.search))];
}
