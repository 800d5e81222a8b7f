/** Help, and what somebody may set on this phone. */
import { startDisplay } from "../../page/display.ts";
import { canPasskey } from "../passkey.ts";
import type { App, View } from "./app.ts";
import { ask, box, button, card, element, notice, say, toast, way } from "./dom.ts";
import { sizeOf, whenOf } from "./times.ts";

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}
let offer: InstallOffer | undefined;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event as InstallOffer;
});
startDisplay();

export const help: View = {
  title: "help",
  open: true,
  changed: "none",
  show: async (place, app) => {
    const texts = document.querySelector<HTMLTemplateElement>("template[data-help]");
    if (texts) place.append(box("div", "street-help", texts.content.cloneNode(true)));
    place.append(screenCard(app), await phoneCard(app));
  },
};

function screenCard(app: App): HTMLElement {
  const root = document.documentElement.classList;
  const form = element("form", { "data-display": "", class: "street-display" });
  const steps = element("div", { class: "street-chips", role: "group", "aria-label": say("textSize") });
  for (const step of ["s", "m", "l", "xl", "xxl"]) {
    const input = element("input", { type: "radio", name: "step", value: step });
    input.checked = root.contains(`size-${step}`);
    steps.append(box("label", "chip", input, element("span", {}, say(`size${step.toUpperCase()}`))));
  }
  const contrast = element("input", { type: "checkbox", name: "contrast", value: "1" });
  contrast.checked = root.contains("contrast");
  form.append(element("h3", { class: "street-label" }, say("textSize")), steps, box("label", "choice", contrast, element("span", {}, say("contrast"))));
  const language = element("form", { method: "post", action: "/language", class: "street-ways" });
  if (app.today && app.fresh) {
    language.append(
      element("input", { type: "hidden", name: "csrfmiddlewaretoken", value: app.today.csrf }),
      element("input", { type: "hidden", name: "next", value: "/field/" }),
    );
    const names = document.querySelector<HTMLTemplateElement>("template[data-languages]");
    if (names) language.append(names.content.cloneNode(true));
  }
  return card(say("screen"), "type", form, language);
}

async function phoneCard(app: App): Promise<HTMLElement> {
  const { safe, store, clock } = app.core;
  const now = clock.now();
  const facts = element("dl", { class: "street-facts" });
  const fact = (name: string, value: string): void => {
    facts.append(box("div", "", element("dt", {}, name), element("dd", {}, value)));
  };
  if (app.today) fact(say("whose"), `${app.today.officer.name} · ${app.today.dong.name}`);
  const room = await store.room();
  // Safari told nothing of it before 17.
  if (room.quota) fact(say("room"), `${sizeOf(room.used)} / ${sizeOf(room.quota)}`);
  fact(say("roomKept"), say(room.persistent ? "roomPromised" : "roomNotPromised"));
  if (safe.offlineUntil) fact(say("offlineUntil"), whenOf(safe.offlineUntil, now));
  if (clock.isFar) fact(say("clockFar"), say("clockBy", { n: Math.round(Math.abs(clock.offset) / 60_000) }));
  const ways = box("div", "street-ways");
  if (offer) {
    ways.append(
      button(say("install"), "secondary", async () => {
        await offer?.prompt();
        offer = undefined;
        app.show();
      }, { icon: "download" }),
    );
  }
  ways.append(way(say("myPhones"), "/field-phones/", "tertiary", "external"));
  if (safe.state === "open") {
    if (safe.hasPasskey) {
      fact(say("passkey"), say("passkeyUsed"));
      ways.append(
        button(say("passkeyRemove"), "tertiary", async () => {
          if (!(await ask(say("passkeyRemoveTitle"), say("passkeyRemoveText"), say("passkeyRemove"), false))) return;
          await safe.removePasskey();
          toast(say("passkeyRemoved"));
          app.show();
        }, { icon: "key" }),
      );
    } else if (await canPasskey()) ways.append(way(say("passkeyWith"), "#/lock/passkey", "secondary", "key"));
    ways.append(
      button(say("leave"), "tertiary", async () => {
        if (!(await ask(say("leaveTitle"), say("leaveText"), say("leave"), false))) return;
        await app.core.leave();
        toast(say("left"));
        app.go("/lock");
      }, { icon: "log-out" }),
    );
  }
  const made = card(say("phone"), "phone", facts, ways);
  if (!room.persistent) made.append(notice("info", "", say("installHint")));
  return made;
}
