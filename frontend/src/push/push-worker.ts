/** The service worker that shows what the office pushes. It answers no requests of pages. */

interface Told {
  id: string;
  title: string;
  body: string;
  url: string;
}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Pushed extends Waiting {
  data: { json(): Told } | null;
}

interface Clicked extends Waiting {
  notification: Notification;
}

interface Page {
  url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}

interface Worker extends EventTarget {
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window" }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  location: { origin: string };
  skipWaiting(): Promise<void>;
}

const worker = self as unknown as Worker;

worker.addEventListener("install", () => void worker.skipWaiting());

worker.addEventListener("push", (event) => {
  const pushed = event as Pushed;
  let told: Told = { id: "", title: "Dongne", body: "", url: "" };
  try {
    told = { ...told, ...pushed.data?.json() };
  } catch {
    // Something that is not ours still has to be shown: the browser insists.
  }
  pushed.waitUntil(
    worker.registration.showNotification(told.title, {
      body: told.body,
      tag: told.id,
      icon: "/static/favicon.svg",
      data: { url: told.url },
    }),
  );
});

async function open(link: string): Promise<void> {
  const target = new URL(link || "/notices/", worker.location.origin);
  // A push may lead into the program and nowhere else.
  const url = target.origin === worker.location.origin ? target.href : `${worker.location.origin}/notices/`;
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (page) {
    await page.focus();
    await page.navigate(url).catch(() => worker.clients.openWindow(url));
  } else {
    await worker.clients.openWindow(url);
  }
}

worker.addEventListener("notificationclick", (event) => {
  const clicked = event as Clicked;
  clicked.notification.close();
  const data = clicked.notification.data as { url?: string } | null;
  clicked.waitUntil(open(data?.url ?? ""));
});

export {};
