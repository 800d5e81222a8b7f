/** 잠금: setting up the PIN, opening by PIN or passkey, and what to do when it is forgotten. */
import { canPasskey } from "../passkey.ts";
import { PIN_LENGTH, pinProblem } from "../safe.ts";
import type { Refusal } from "../unlocked.ts";
import type { App, View } from "./app.ts";
import { announce, ask, box, button, element, notice, say, toast, way } from "./dom.ts";
import { lengthOf } from "./times.ts";

const PASSKEY = "/lock/passkey";
/** The PIN just set, until the passkey that is offered with it is made or put off. */
let justSet: string | undefined;

export const lock: View = {
  title: "lock",
  open: true,
  own: true,
  changed: "none",
  show: async (place, app, [how]) => {
    place.classList.add("street-lock");
    if (app.core.safe.state === "none" || how === "forgotten") setUp(place, app, how === "forgotten");
    else if (app.core.safe.state === "open" && how === "passkey") withPasskey(place, app);
    else await unlock(place, app);
    return () => {
      place.classList.remove("street-lock");
      if (location.hash !== `#${PASSKEY}`) justSet = undefined;
    };
  },
};

interface Pad {
  box: HTMLElement;
  tell(text: string, isWorking?: boolean): void;
  clear(): void;
}

/** The screen that the server has written, with its keys: taken over once, and the model of all others. */
const standing = document.querySelector<HTMLElement>("[data-standing]");
const model = standing?.querySelector("form")?.cloneNode(true);
let isTaken = standing?.hidden !== false;

/** Where the lock's screen is put: what stands there already, the first time, if it asks for the right thing. */
export function lockPlace(isNew: boolean): HTMLElement {
  const asks = standing?.dataset["asks"];
  if (isTaken || !standing?.isConnected || asks !== (isNew ? "new" : "kept")) return box("div", "street-view");
  isTaken = true;
  return standing;
}

/** Large keys below the thumb (first.ts); a keyboard types into the field as ever. */
function pad(
  place: HTMLElement,
  title: string,
  text: string,
  go: string,
  enter: (pin: string) => Promise<unknown>,
): Pad {
  const found = place.querySelector<HTMLFormElement>("form[data-waits]");
  const form = found ?? (model?.cloneNode(true) as HTMLFormElement);
  const part = <T extends HTMLElement>(what: string): T => form.querySelector<T>(what)!;
  const [field, told, ok] = [part<HTMLInputElement>("input"), part(".street-told"), part<HTMLButtonElement>("[type=submit]")];
  const isPressed = form.dataset["waits"] === "pressed";
  delete form.dataset["waits"];
  if (!found) field.value = told.textContent = "";
  part("h2").textContent = title;
  part("p").textContent = text;
  part("p").hidden = !text;
  ok.textContent = go;
  const tell = (words: string, isWorking = false): void => {
    told.textContent = words;
    told.classList.toggle("is-working", isWorking);
  };
  async function submit(): Promise<void> {
    if (!field.value || ok.disabled) return;
    ok.disabled = true;
    ok.setAttribute("aria-busy", "true");
    tell(say("pinWorking"), true);
    await enter(field.value).finally(() => {
      ok.disabled = false;
      ok.removeAttribute("aria-busy");
      if (told.classList.contains("is-working")) tell("");
    });
  }
  form.addEventListener("submit", () => void submit());
  if (found && isPressed) setTimeout(() => void submit());
  return {
    box: form,
    tell,
    clear: () => {
      field.value = "";
      field.focus({ preventScroll: true });
    },
  };
}

/** Why it did not open, and what to do. */
function reason(end: Refusal): string {
  switch (end.why) {
    case "wrong":
      return end.left === undefined ? say("pinWrong") : say("pinWrongLeft", { n: end.left });
    case "wait":
      return say("pinWait", { span: lengthOf(end.seconds * 1000) });
    case "offline":
      return say("pinOffline");
    case "ended":
    case "signed_out":
      return say("pinEnded");
    case "declined":
      return say("passkeyDeclined");
    case "unable":
      return say("passkeyNot");
    case "refused":
      return end.message;
  }
}

async function unlock(place: HTMLElement, app: App): Promise<void> {
  const { safe, records } = app.core;
  const counts = await records.counts();
  const made = pad(place, say("unlockTitle"), counts.unsent ? say("unlockUnsent", { n: counts.unsent }) : "", say("unlock"), async (pin) => {
    const end = await safe.unlock(pin);
    if (end.ok) return;
    made.tell(reason(end));
    made.clear();
  });
  if (made.box.parentNode !== place) place.append(made.box);
  const others = box("div", "street-lock-ways");
  if (safe.hasPasskey) {
    others.append(
      button(say("unlockPasskey"), "secondary", async () => {
        made.tell(say("pinWorking"), true);
        const end = await safe.unlockByPasskey();
        if (!end.ok) made.tell(reason(end));
      }, { icon: "key", large: true }),
    );
  }
  if (counts.unsent) others.append(way(say("toQueue"), "#/queue", "tertiary", "send"));
  others.append(button(say("forgotten"), "text", () => app.go("/lock/forgotten")));
  place.append(others);
}

/** Whoever is known to be signed in chooses a PIN while this phone is made theirs. */
function setUp(place: HTMLElement, app: App, forgotten: boolean): void {
  const isStanding = place === standing;
  if (forgotten) place.append(notice("info", say("forgottenTitle"), say("forgottenText")));
  else if (!isStanding) place.append(box("p", "street-note", say("setUpText")));
  const known = ready(app);
  if (isStanding) begin(place, app, forgotten, known);
  void known.then((trouble) => {
    // Another screen may have come meanwhile.
    if (!place.isConnected) return;
    if (!trouble) {
      if (!isStanding) begin(place, app, forgotten, known);
      return;
    }
    place.querySelector("form")?.remove();
    place.append(trouble);
    if (forgotten) place.append(way(say("back"), "#/lock", "text", "arrow-left"));
  });
}

/** This browser is a phone of whoever is signed in; otherwise what has to be done first. */
async function ready(app: App): Promise<HTMLElement | undefined> {
  if (!app.today || !app.fresh) await app.renew();
  // It is put into its place only after this screen was made.
  else await new Promise((stands) => setTimeout(stands));
  const { today } = app;
  if (!today || !app.fresh) {
    return app.signedOut
      ? way(say("signIn"), document.body.dataset["signIn"] ?? "/sign-in", "primary", "user")
      : box("div", "stack", notice("warning", "", say("setUpOffline")), button(say("tryAgain"), "primary", () => app.show(), { large: true, full: true }));
  }
  const known = await app.core.enrol(today, label());
  if (known.ok) {
    // Nothing could be sent before: it was nobody's phone.
    app.ended = false;
    return undefined;
  }
  return notice("danger", "", known.why !== "refused" ? say("setUpFailed") : known.code === "others_records" ? say("othersRecords") : known.message);
}

function begin(place: HTMLElement, app: App, forgotten: boolean, known: Promise<unknown>): void {
  const { safe } = app.core;
  let first = "";
  const choose = pad(place, say("pinChoose", { n: PIN_LENGTH }), say("pinChooseText"), say("next"), async (pin) => {
    const wrong = pinProblem(pin);
    if (wrong) {
      choose.tell(say(`pin${wrong[0]?.toUpperCase()}${wrong.slice(1)}`, { n: PIN_LENGTH }));
      choose.clear();
      return;
    }
    first = pin;
    choose.box.replaceWith(repeat.box);
    repeat.clear();
    announce(say("pinRepeat"));
  });
  if (choose.box.parentNode !== place) place.append(choose.box);
  const repeat = pad(place, say("pinRepeat"), "", say("pinSet"), async (pin) => {
    if (pin !== first) {
      repeat.tell(say("pinDiffers"));
      repeat.clear();
      return;
    }
    // What is in the way stands here instead of the keys by then.
    if ((await known) !== undefined || !app.today) return;
    const { csrf } = app.today;
    if (forgotten) {
      if (!(await ask(say("startOverTitle"), say("startOverText"), say("startOver"), false))) return;
      // What only the old PIN opens goes to the office first, drafts too.
      await app.core.sender.turn({ drafts: true });
    }
    const can = await canPasskey();
    const end = forgotten ? await safe.startOver(pin, csrf) : await safe.setPin(pin, csrf);
    if (!end.ok) {
      repeat.tell(reason(end));
      return;
    }
    // The open phone shows its first screen by itself, unless another one is named at once.
    if (can) justSet = pin;
    app.go(can ? PASSKEY : "/today");
  });
}

/** Later: the PIN shows whose phone it is. */
function withPasskey(place: HTMLElement, app: App): void {
  if (justSet) return offerPasskey(place, app, justSet, say("pinDone"));
  const made = pad(place, say("unlockTitle"), say("passkeyWhy"), say("next"), async (pin) => {
    const end = await app.core.safe.isPin(pin);
    if (end.ok) return offerPasskey(place, app, pin, "");
    made.tell(reason(end));
    made.clear();
  });
  place.append(made.box, box("div", "street-lock-ways", way(say("back"), "#/help", "text", "arrow-left")));
}

function offerPasskey(place: HTMLElement, app: App, pin: string, done: string): void {
  const told = element("div", { class: "street-told", role: "alert" });
  const later = button(say("later"), "tertiary", () => app.go("/today"), { large: true, full: true });
  const add = button(say("passkeyAdd"), "primary", async () => {
    told.textContent = say("pinWorking");
    const end = await app.core.safe.addPasskey(say("app"), pin);
    if (end.ok) {
      toast(say("passkeyDone"));
      return app.go("/today");
    }
    told.textContent = end.why === "declined" ? say("passkeyLater") : reason(end);
    if (end.why !== "unable") return;
    // Asked again it would say the same.
    add.remove();
    later.replaceWith(button(say("next"), "primary", () => app.go("/today"), { large: true, full: true }));
  }, { icon: "key", large: true, full: true });
  place.replaceChildren(notice(done ? "success" : "info", done, say("passkeyText")), box("div", "street-lock-ways", told, add, later));
}

/** What the office's list calls this phone: the kind of device, nothing that singles it out. */
function label(): string {
  const text = navigator.userAgent;
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(text)?.[0] ?? "";
  const browser = /SamsungBrowser|Whale|Edg|Firefox|Chrome|Safari/.exec(text)?.[0] ?? "";
  return `${system} ${browser}`.trim() || "phone";
}
