/** The page's side of the service worker: its start, and a new version without losing what is typed. */

export interface Renewal {
  /** Called when a new version waits; `take` loads the page anew with it. */
  onWaiting(listener: (take: () => void) => void): void;
}

/** Undefined where the browser has no service workers: the page then works with a network only. */
export function startWorker(address: string): Promise<Renewal | undefined> {
  throw new Error(address);
}
