/** The page of the phone in the street: opens the core, shows one screen after the other. */
import { type Core, openCore } from "./core.ts";
import { startWorker } from "./renewal.ts";
import { CHANGED, SETTLED, type Turn } from "./sender.ts";
import type { Lost } from "./store.ts";
import { isModel } from "./suggest.ts";
import type { Today } from "./types.ts";
import type { App, Leave, View } from "./views/app.ts";
import { announce, box, button, element, hush, notice, say, toast, way } from "./views/dom.ts";
import { areasOf } from "./views/ground.ts";
import { help } from "./views/help.ts";
import { lock } from "./views/lock.ts";
import { queue } from "./views/queue.ts";
import { record } from "./views/record.ts";
import { round } from "./views/round.ts";
import { sendTicks } from "./views/ticks.ts";
import { today } from "./views/today.ts";
import { zone } from "./views/zone.ts";

const again: View = {
  title: "record",
  open: true,
  show: (place) => void place.append(notice("warning", say("shareAgainTitle"), say("shareAgainText"), way(say("back"), "#/today", "tertiary"))),
};
const VIEWS: Record<string, View> = { share: again, today, new: record, queue, zone, round, lock, help };
const RENEW_MS = 10 * 60_000;
const MODEL = "suggestions";

const page = document.body;
const screen = find("[data-screen]");
const tabs = find("[data-tabs]");
const title = find("[data-title]");
const link = find("[data-link]");
const lockTool = find("[data-tool=lock]");

function find(what: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(what);
  if (!found) throw new Error(what);
  return found;
}

/** As the cookie says: a page from the phone's cache knows nothing of what was chosen since. */
function dress(): void {
  const chosen = /(?:^|; )dongne_display=([a-z.]+)/.exec(document.cookie)?.[1];
  if (!chosen) return;
  const [step = "m", contrast] = chosen.split(".");
  document.documentElement.className = [`size-${step}`, contrast ? "contrast" : ""].filter(Boolean).join(" ");
}

class Field implements App {
  today: App["today"];
  fresh = false;
  counts: App["counts"];
  model: App["model"];
  signedOut = false;
  ended = false;
  waiting: App["waiting"];
  start: App["start"];
  #leave: Leave | void = undefined;
  #turn = 0;
  #view: View | undefined;
  #renewed = 0;
  #renewing: Promise<void> | undefined;

  constructor(readonly core: Core) {}

  go(path: string): void {
    if (location.hash === `#${path}`) this.show();
    else location.hash = path;
  }

  show(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const leave = this.#leave;
    this.#leave = undefined;
    // What is being written is kept before its screen goes.
    await leave?.();
    if (turn !== this.#turn) return;
    let path = location.hash.slice(1) || "/today";
    const state = this.core.safe.state;
    const wanted = VIEWS[path.split("/")[1] ?? ""];
    if (state !== "open" && !wanted?.open) path = "/lock";
    else if (state === "open" && path === "/lock") path = "/today";
    const [, name = "", ...args] = path.split("/");
    const view = VIEWS[name] ?? today;
    this.#view = view;
    this.counts = await this.core.records.counts();
    if (turn !== this.#turn) return;
    const place = box("div", "street-view");
    place.append(...this.#notices());
    this.#frame(view, name);
    const left = await view.show(place, this, args);
    if (turn !== this.#turn) {
      await left?.();
      return;
    }
    this.#leave = left;
    const moved = screen.dataset["name"] !== name;
    screen.dataset["name"] = name;
    screen.replaceChildren(place);
    if (moved) {
      scrollTo(0, 0);
      if (!place.contains(document.activeElement)) title.focus({ preventScroll: true });
      announce(title.textContent ?? "");
    }
  }

  #frame(view: View, name: string): void {
    const open = this.core.safe.state === "open";
    const called = view === lock && this.core.safe.state === "none" ? "start" : view.title;
    title.textContent = say(`title${called[0]?.toUpperCase()}${called.slice(1)}`);
    document.title = `${title.textContent} · ${say("app")}`;
    tabs.hidden = !!view.own || !open;
    page.classList.toggle("has-tabs", !tabs.hidden);
    lockTool.hidden = !open;
    for (const tab of tabs.querySelectorAll("a")) {
      if (tab.getAttribute("href") === `#/${name}`) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    this.count();
    this.linked();
  }

  count(): void {
    const n = this.counts?.unsent ?? 0;
    const place = tabs.querySelector<HTMLElement>("[data-count]");
    if (!place) return;
    place.hidden = !n;
    place.textContent = n > 99 ? "99+" : String(n);
    place.setAttribute("aria-label", say("nUnsent", { n }));
  }

  linked(): void {
    const off = !navigator.onLine;
    link.hidden = !off;
    const words = link.querySelector("span");
    if (words) words.textContent = off ? say("offline") : "";
  }

  /** What has to be known whatever one does. */
  #notices(): Node[] {
    const made: Node[] = [];
    const { store, clock, safe } = this.core;
    if (safe.state === "locked" && this.#view !== lock) {
      made.push(way(say("unlockScreen"), "#/lock", "secondary", "unlock"));
    }
    if (store.lost) {
      made.push(
        notice("danger", say("lostTitle"), lostWords(store.lost), button(say("seen"), "tertiary", async () => {
          await store.lossSeen();
          this.show();
        })),
      );
    }
    if (clock.isFar) made.push(notice("warning", "", say("clockText", { n: Math.round(Math.abs(clock.offset) / 60_000) })));
    if (this.signedOut && this.core.safe.state !== "none") {
      made.push(notice("info", "", say("signedOutText"), way(say("signIn"), page.dataset["signIn"] ?? "/sign-in", "tertiary", "user")));
    }
    return made;
  }

  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    const found = await this.core.today();
    this.signedOut = false;
    if (found) {
      this.today = found.today;
      this.fresh = found.fresh;
      this.core.safe.minutes = found.today.settings.lock_minutes;
      this.core.safe.offlineHours = found.today.settings.offline_hours;
    }
    if (!found?.fresh && navigator.onLine) this.signedOut = await isSignedOut();
    if (found?.fresh) {
      this.#renewed = Date.now();
      if (this.core.safe.state === "open") void this.#along();
    }
  }

  /** What goes along besides: outlines, suggestions, ticks that wait. */
  async #along(): Promise<void> {
    await sendTicks(this);
    await areasOf(this, true);
    const address = this.today?.suggestions;
    if (!address) return;
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      const model: unknown = answer.ok ? await answer.json() : undefined;
      if (isModel(model)) await this.core.safe.keep(MODEL, model);
    } catch {
      // The one of before still helps.
    }
    await this.recall();
  }

  async recall(): Promise<void> {
    const kept = await this.core.safe.recall<unknown>(MODEL).catch(() => undefined);
    if (isModel(kept)) this.model = kept;
  }

  /** At once with what was taken along: in a basement an answer of the server takes its time, or never comes. */
  async opened(): Promise<void> {
    await this.core.records.refresh();
    await this.recall();
    // What came before there was a PIN to keep it behind.
    if (this.today && this.fresh) await this.core.safe.keep("today", { ...this.today, csrf: "" });
    else this.today ??= await this.core.safe.recall<Today>("today").catch(() => undefined);
    this.show();
    await this.renew();
    if (this.core.safe.state === "open" && this.#view?.changed !== "none") this.show();
  }

  /** Rows are different, by this page, another one or the worker. */
  async changed(): Promise<void> {
    this.counts = await this.core.records.counts();
    this.count();
    if (this.#view?.changed !== "none" && !document.querySelector("dialog[open]")) this.show();
  }

  visible(): void {
    if (Date.now() - this.#renewed > RENEW_MS && this.core.safe.state === "open") {
      void this.renew().then(() => {
        if (this.#view?.changed !== "none") this.show();
      });
    }
  }
}

function lostWords({ unsent, restored = 0 }: Lost): string {
  if (restored) return say("lostRestored", { n: restored });
  return say(unsent ? "lostText" : "lostNone", { n: unsent });
}

async function isSignedOut(): Promise<boolean> {
  try {
    const answer = await fetch(page.dataset["today"] ?? "", { credentials: "same-origin", redirect: "manual" });
    return answer.status === 401;
  } catch {
    return false;
  }
}

async function start(): Promise<void> {
  dress();
  let core: Core;
  try {
    core = await openCore();
  } catch (problem) {
    screen.replaceChildren(notice("danger", say("brokenTitle"), say("brokenText"), element("p", { class: "street-note" }, String(problem))));
    return;
  }
  const app = new Field(core);
  listen(app);
  if (core.safe.state === "open") await app.opened();
  else app.show();
  core.sender.start();
  const renewal = await startWorker(page.dataset["worker"] ?? "/field/worker.js");
  renewal?.onWaiting((take) => toast(say("newVersion"), { label: say("newVersionTake"), press: take }));
  dressLetters();
}

/** Letters come after everything else; those of the page's own words are then there without network. */
function dressLetters(): void {
  const sheet = element("link", { rel: "stylesheet", href: page.dataset["fonts"] ?? "" });
  const words = Object.values(document.querySelector<HTMLElement>("template[data-words]")?.dataset ?? {});
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  sheet.addEventListener("load", () => {
    if (!connection?.saveData) void document.fonts.load("1em 'Noto Sans KR Variable'", words.join("")).catch(() => undefined);
  });
  document.head.append(sheet);
}

function listen(app: Field): void {
  const { safe, store } = app.core;
  addEventListener("hashchange", () => app.show());
  addEventListener(CHANGED, () => void app.changed());
  addEventListener(SETTLED, (event) => {
    const turn = (event as CustomEvent<Turn>).detail;
    app.ended = turn.end === "ended" || turn.end === "no_phone";
    if (turn.end === "wiped") {
      app.today = undefined;
      app.go("/lock");
      toast(say("wiped"));
      return;
    }
    if (turn.received) announce(say("turnSent", { n: turn.received }));
    void app.changed();
  });
  for (const kind of ["online", "offline"]) {
    addEventListener(kind, () => {
      app.linked();
      announce(say(kind === "online" ? "nowOnline" : "nowOffline"));
      if (kind === "online") void sendTicks(app);
    });
  }
  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, () => safe.touch(), { passive: true });
  }
  // The list of open programs shows what a page looked like last: nothing of this one.
  const hide = (): void => {
    page.classList.toggle("is-hidden", document.hidden);
    if (!document.hidden) app.visible();
  };
  document.addEventListener("visibilitychange", hide);
  addEventListener("pagehide", () => page.classList.add("is-hidden"));
  addEventListener("pageshow", () => page.classList.remove("is-hidden"));
  lockTool.addEventListener("click", () => safe.lock());
  store.onLost(() => app.show());
  let was = safe.state;
  safe.onChange((state) => {
    if (state === was) return;
    was = state;
    if (state === "open") void app.opened();
    else {
      app.today = undefined;
      app.model = undefined;
      hush();
      app.show();
    }
  });
}

void start();
