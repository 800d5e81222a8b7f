/** 알림 받기: this device asks to be told, or to be left alone. Degrades to a sentence. */
import { toBytes } from "../page/base64.ts";

const box = document.querySelector<HTMLElement>("[data-push]");

function said(name: "on" | "off" | "denied" | "missing" | "failed"): void {
  const state = box?.querySelector("[data-push-state]");
  if (state && box) state.textContent = box.getAttribute(`data-word-${name}`) ?? "";
  box?.querySelector<HTMLElement>("[data-push-on]")?.toggleAttribute("hidden", name !== "off" && name !== "failed");
  box?.querySelector<HTMLElement>("[data-push-off]")?.toggleAttribute("hidden", name !== "on");
}

async function tell(body: unknown): Promise<void> {
  const token = box?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(box?.dataset["pushUrl"] ?? "", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
}

/** A short name by which people know their device again. */
export function deviceName(agent: string): string {
  const system = /Android|iPhone|iPad|Windows|Mac OS|CrOS|Linux/.exec(agent)?.[0] ?? "";
  const browser = /Edg|Whale|SamsungBrowser|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? "";
  return [system.replace("Mac OS", "Mac"), browser.replace("Edg", "Edge")].filter(Boolean).join(" · ");
}

async function start(worker: string, key: string): Promise<void> {
  // The whole program is its scope: a later worker of the same scope takes over the subscription.
  const registration = await navigator.serviceWorker.register(worker, { scope: "/" });
  const ready = await navigator.serviceWorker.ready;
  const now = await ready.pushManager.getSubscription();
  if (now && Notification.permission === "granted") {
    // Told anew: the officer who uses this device may be another one.
    await tell({ ...now.toJSON(), device: deviceName(navigator.userAgent) });
  }
  said(Notification.permission === "denied" ? "denied" : now ? "on" : "off");
  box?.querySelector("[data-push-on]")?.addEventListener("click", () => {
    void switchOn(registration, key).catch(() => said(Notification.permission === "denied" ? "denied" : "failed"));
  });
  box?.querySelector("[data-push-off]")?.addEventListener("click", () => {
    void switchOff(registration).catch(() => said("failed"));
  });
}

async function switchOn(registration: ServiceWorkerRegistration, key: string): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") {
    said("denied");
    return;
  }
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: toBytes(key),
  });
  await tell({ ...made.toJSON(), device: deviceName(navigator.userAgent) });
  said("on");
}

async function switchOff(registration: ServiceWorkerRegistration): Promise<void> {
  const now = await registration.pushManager.getSubscription();
  if (now) {
    await tell({ end: now.endpoint });
    await now.unsubscribe();
  }
  said("off");
}

if (box) {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    said("missing");
  } else {
    void start(box.dataset["pushWorker"] ?? "", box.dataset["pushKey"] ?? "").catch(() => said("failed"));
  }
}
