/**
 * The page of the phone in the street: opens the core and the lock. All other screens are in more.ts,
 * which comes while the PIN is typed; what stands before this one came is in first.ts.
 */
import { type Core, openCore } from "./core.ts";
import { PIN_KEPT } from "./hints.ts";
import type { More } from "./more.ts";
import { startWorker } from "./renewal.ts";
import { CHANGED, SETTLED, type Turn } from "./sender.ts";
import type { Lost } from "./store.ts";
import type { Today } from "./types.ts";
import type { App, Leave, View } from "./views/app.ts";
import { announce, box, button, element, hush, notice, say, toast, way } from "./views/dom.ts";
import { lock, lockPlace } from "./views/lock.ts";

/** Shown without unlocking. */
const OPEN = new Set(["share", "new", "queue", "help", "lock"]);
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

let sheet: Promise<unknown> | undefined;
let more: Promise<More> | undefined;

/** The rest of the styles; without them the page is plain, and works. */
function dressRest(): Promise<unknown> {
  sheet ??= new Promise((done) => {
    const made = element("link", { rel: "stylesheet", href: page.dataset["style"] ?? "" });
    for (const end of ["load", "error"]) made.addEventListener(end, done);
    document.head.append(made);
  });
  return sheet;
}

/** All other screens, once. Named by the page itself: of the same version as the page. */
function rest(): Promise<More> {
  more ??= Promise.all([import(/* @vite-ignore */ page.dataset["more"] ?? "") as Promise<More>, dressRest()]).then(
    ([found]) => found,
    (problem: unknown) => {
      more = undefined;
      throw problem;
    },
  );
  return more;
}

/** A browser remembers a script that did not come as missing until the page is loaded again. */
function missing(problem: unknown): View {
  const show: View["show"] = (place) =>
    void place.append(
      notice("warning", "", say("moreMissing"), button(say("tryAgain"), "primary", () => location.reload())),
      element("p", { class: "street-note" }, String(problem)),
    );
  return { title: "today", open: true, show };
}

/** The next visit's first screen asks for the right thing at once. */
function hint(isKept: boolean): void {
  try {
    if (isKept) localStorage.setItem(PIN_KEPT, "1");
    else localStorage.removeItem(PIN_KEPT);
  } catch {
    // Then it waits until it knows.
  }
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
  #drawing = false;
  /** Something was different while a screen was being drawn. */
  #stale = false;
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

  /** What changes meanwhile waits until the screen stands: whoever sends a hundred records wants to see it. */
  async #show(): Promise<void> {
    const turn = ++this.#turn;
    this.#drawing = true;
    this.#stale = false;
    try {
      await this.#draw(turn);
    } finally {
      if (turn === this.#turn) {
        this.#drawing = false;
        if (this.#stale) this.#again();
      }
    }
  }

  async #draw(turn: number): Promise<void> {
    const leave = this.#leave;
    this.#leave = undefined;
    // What is being written is kept before its screen goes.
    await leave?.();
    if (turn !== this.#turn) return;
    let path = location.hash.slice(1) || "/today";
    const state = this.core.safe.state;
    if (state !== "open" && !OPEN.has(path.split("/")[1] ?? "")) path = "/lock";
    else if (state === "open" && path === "/lock") path = "/today";
    const [, name = "", ...args] = path.split("/");
    hint(state !== "none");
    const view = name === "lock" ? lock : await rest().then(({ VIEWS }) => VIEWS[name] ?? VIEWS.today, missing);
    if (turn !== this.#turn) return;
    this.#view = view;
    this.counts = await this.core.records.counts();
    if (turn !== this.#turn) return;
    const place = view === lock ? lockPlace(state === "none") : box("div", "street-view");
    place.prepend(...this.#notices());
    this.#frame(view, name);
    const left = await view.show(place, this, args);
    if (turn !== this.#turn) {
      await left?.();
      return;
    }
    this.#leave = left;
    const moved = screen.dataset["name"] !== name;
    screen.dataset["name"] = name;
    // What stands already stays where it is: a finger may be on its keys.
    if (place.parentNode !== screen) screen.replaceChildren(place);
    else for (const one of [...screen.children]) if (one !== place) one.remove();
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
      if (this.core.safe.state === "open") void this.#along().catch(() => undefined);
    }
  }

  /** What goes along besides: outlines, suggestions, ticks that wait. */
  async #along(): Promise<void> {
    const { sendTicks, areasOf, isModel } = await rest();
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
    const { isModel } = await rest();
    const kept = await this.core.safe.recall<unknown>(MODEL).catch(() => undefined);
    if (isModel(kept)) this.model = kept;
  }

  /** At once with what was taken along: in a basement an answer of the server takes its time, or never comes. */
  async opened(): Promise<void> {
    await this.core.records.refresh();
    await this.recall().catch(() => undefined);
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
    this.#again();
  }

  #again(): void {
    if (this.#drawing) this.#stale = true;
    else if (this.#view?.changed !== "none" && !document.querySelector("dialog[open]")) this.show();
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
  void dressRest();
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
  await idle();
  // Where it does not come now, the screen that needs it says so.
  await rest().catch(() => undefined);
  const renewal = await startWorker(page.dataset["worker"] ?? "/field/worker.js");
  renewal?.onWaiting((take) => toast(say("newVersion"), { label: say("newVersionTake"), press: take }));
  dressLetters();
}

/** Once the first screen has been answered for, and the person's fingers were. */
function idle(): Promise<unknown> {
  return new Promise((now) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(now, { timeout: 1000 });
    else setTimeout(now, 200);
  });
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
      if (kind === "online") void rest().then(({ sendTicks }) => sendTicks(app)).catch(() => undefined);
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
