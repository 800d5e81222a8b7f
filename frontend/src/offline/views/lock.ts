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
  told: HTMLElement;
  clear(): void;
}

/** Large keys below the thumb; a keyboard types into the field as ever. */
function pad(title: string, text: string, go: string, enter: (pin: string) => Promise<void>): Pad {
  const field = element("input", {
    id: "pin",
    class: "input street-pin",
    type: "password",
    inputmode: "none",
    autocomplete: "off",
    maxlength: "12",
    "aria-describedby": "pin-told",
  });
  const told = element("div", { id: "pin-told", class: "street-told", role: "alert" });
  const ok = button(go, "primary", () => submit(), { large: true, full: true });
  async function submit(): Promise<void> {
    if (!field.value) return;
    const pin = field.value;
    ok.disabled = true;
    told.textContent = say("pinWorking");
    await enter(pin).finally(() => {
      ok.disabled = false;
    });
  }
  const keys = box("div", "street-keys");
  for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back"]) {
    if (!key) {
      keys.append(element("span", {}));
      continue;
    }
    const one = element("button", { type: "button", class: "street-key" }, key === "back" ? "⌫" : key);
    if (key === "back") one.setAttribute("aria-label", say("pinBack"));
    one.addEventListener("click", () => {
      field.value = key === "back" ? field.value.slice(0, -1) : (field.value + key).slice(0, 12);
    });
    keys.append(one);
  }
  const made = element("form", { class: "street-pad", novalidate: "" });
  made.append(
    box("div", "street-pad-words", element("h2", {}, title), text && element("p", {}, text)),
    element("label", { for: "pin", class: "sr-only" }, title),
    field,
    told,
    keys,
    ok,
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void submit();
  });
  return {
    box: made,
    told,
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
  const made = pad(say("unlockTitle"), counts.unsent ? say("unlockUnsent", { n: counts.unsent }) : "", say("unlock"), async (pin) => {
    const end = await safe.unlock(pin);
    if (end.ok) return;
    made.told.textContent = reason(end);
    made.clear();
  });
  place.append(made.box);
  const others = box("div", "street-lock-ways");
  if (safe.hasPasskey) {
    others.append(
      button(say("unlockPasskey"), "secondary", async () => {
        made.told.textContent = say("pinWorking");
        const end = await safe.unlockByPasskey();
        if (!end.ok) made.told.textContent = reason(end);
      }, { icon: "key", large: true }),
    );
  }
  if (counts.unsent) others.append(way(say("toQueue"), "#/queue", "tertiary", "send"));
  others.append(button(say("forgotten"), "text", () => app.go("/lock/forgotten")));
  place.append(others);
}

function setUp(place: HTMLElement, app: App, forgotten: boolean): void {
  place.append(notice("info", say(forgotten ? "forgottenTitle" : "setUpTitle"), say(forgotten ? "forgottenText" : "setUpText")));
  void asked();
  async function asked(): Promise<void> {
    if (!app.today || !app.fresh) await app.renew();
    // It is put into its place only after this screen was made.
    else await new Promise((stands) => setTimeout(stands));
    // Another screen may have come meanwhile.
    if (place.isConnected) await begin(place, app, forgotten);
  }
}

async function begin(place: HTMLElement, app: App, forgotten: boolean): Promise<void> {
  const { safe } = app.core;
  const { today } = app;
  if (!today || !app.fresh) {
    place.append(
      app.signedOut
        ? way(say("signIn"), document.body.dataset["signIn"] ?? "/sign-in", "primary", "user")
        : box("div", "stack", notice("warning", "", say("setUpOffline")), button(say("tryAgain"), "primary", () => app.show(), { large: true, full: true })),
    );
    if (forgotten) place.append(way(say("back"), "#/lock", "text", "arrow-left"));
    return;
  }
  const known = await app.core.enrol(today, label());
  if (!known.ok) {
    place.append(notice("danger", "", known.why !== "refused" ? say("setUpFailed") : known.code === "others_records" ? say("othersRecords") : known.message));
    return;
  }
  let first = "";
  const choose = pad(say("pinChoose", { n: PIN_LENGTH }), say("pinChooseText"), say("next"), async (pin) => {
    const wrong = pinProblem(pin);
    if (wrong) {
      choose.told.textContent = say(`pin${wrong[0]?.toUpperCase()}${wrong.slice(1)}`, { n: PIN_LENGTH });
      choose.clear();
      return;
    }
    first = pin;
    choose.box.replaceWith(repeat.box);
    repeat.clear();
    announce(say("pinRepeat"));
  });
  const repeat = pad(say("pinRepeat"), "", say("pinSet"), async (pin) => {
    if (pin !== first) {
      repeat.told.textContent = say("pinDiffers");
      repeat.clear();
      return;
    }
    if (forgotten) {
      if (!(await ask(say("startOverTitle"), say("startOverText"), say("startOver"), false))) return;
      // What only the old PIN opens goes to the office first, drafts too.
      await app.core.sender.turn({ drafts: true });
    }
    const can = await canPasskey();
    const end = forgotten ? await safe.startOver(pin, today.csrf) : await safe.setPin(pin, today.csrf);
    if (!end.ok) {
      repeat.told.textContent = reason(end);
      return;
    }
    // The open phone shows its first screen by itself, unless another one is named at once.
    if (can) justSet = pin;
    app.go(can ? PASSKEY : "/today");
  });
  place.append(choose.box);
}

/** Later: the PIN shows whose phone it is. */
function withPasskey(place: HTMLElement, app: App): void {
  if (justSet) return offerPasskey(place, app, justSet, say("pinDone"));
  const made = pad(say("unlockTitle"), say("passkeyWhy"), say("next"), async (pin) => {
    const end = await app.core.safe.isPin(pin);
    if (end.ok) return offerPasskey(place, app, pin, "");
    made.told.textContent = reason(end);
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
