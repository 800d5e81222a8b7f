/** 오늘: what is not yet at the office, what is to be done, and the way to a record. */
import type { Outing, Round, Today } from "../types.ts";
import { type App, choose, type View } from "./app.ts";
import { badge, box, button, card, element, empty, icon, notice, say, way } from "./dom.ts";
import { doneOf } from "./ticks.ts";
import { clockOf, dayKey, lengthOf, whenOf } from "./times.ts";

export const today: View = {
  title: "today",
  show: async (place, app) => {
    place.append(unsent(app));
    if (!app.today) {
      place.append(empty(say("noTodayTitle"), say(app.signedOut ? "noTodaySignedOut" : "noTodayText"), "sun"));
    } else {
      await list(place, app, app.today);
    }
    place.append(shoot(app));
  },
};

function unsent(app: App): HTMLElement {
  const known = app.counts;
  const now = app.core.clock.now();
  if (!known) return box("div", "");
  if (known.unsent === 0 && known.writing === 0) {
    return box("p", "street-all-sent", icon("check-circle"), element("span", {}, say("allSent")));
  }
  const lines: Node[] = [];
  if (known.check) lines.push(badge(say("nCheck", { n: known.check }), "danger", "alert"));
  if (known.sending) lines.push(badge(say("nSending", { n: known.sending }), "info", "send"));
  if (known.ready) lines.push(badge(say("nReady", { n: known.ready }), "info", "clock"));
  if (known.incomplete) lines.push(badge(say("nIncomplete", { n: known.incomplete }), "info", "image"));
  if (known.writing) lines.push(badge(say("nWriting", { n: known.writing }), "neutral", "pencil"));
  const late = known.late && known.oldest;
  const made = element(
    "a",
    { class: `street-unsent${late || known.check ? " is-late" : ""}`, href: "#/queue" },
    element("strong", { class: "street-unsent-count" }, say(known.unsent ? "nUnsent" : "nDrafts", { n: known.unsent || known.writing })),
    box("span", "street-badges", ...lines),
  );
  if (known.oldest) {
    const span = lengthOf(now - Date.parse(known.oldest));
    made.append(element("span", { class: "street-note" }, say(late ? "oldestLate" : "oldest", { span })));
  }
  return made;
}

async function list(place: HTMLElement, app: App, taken: Today): Promise<void> {
  const now = app.core.clock.now();
  const day = dayKey(now);
  const todays = taken.outings.filter((one) => one.day === day);
  const later = taken.outings.filter((one) => one.day > day);
  if (dayKey(Date.parse(taken.now)) !== day) {
    place.append(notice("warning", say("oldTodayTitle"), say("oldToday", { when: whenOf(taken.now, now) })));
  }
  const outings = todays.length
    ? box("ul", "street-list", ...todays.map((one) => outing(app, one)))
    : box("p", "quiet", say("noOutings"));
  place.append(
    card(
      say("outings"),
      "footprints",
      outings,
      later[0] && box("p", "quiet", say("nextOuting", { day: later[0].day.slice(5).replace("-", ". "), purpose: later[0].purpose })),
    ),
  );
  const done = await doneOf(app);
  for (const one of taken.rounds) place.append(round(one, done));
  if (taken.missions.length) {
    place.append(
      card(
        say("missions"),
        "flag",
        box("ul", "street-list", ...taken.missions.map((one) => box("li", "", element("strong", {}, one.title), element("span", { class: "street-note" }, one.text)))),
      ),
    );
  }
  const pressing = taken.cases.filter((one) => one.overdue).slice(0, 3);
  if (pressing.length) {
    place.append(
      card(
        say("overdue"),
        "alert",
        box("ul", "street-list", ...pressing.map((one) => box("li", "", element("strong", {}, one.title), element("span", { class: "street-note" }, `${one.due} · ${one.address || one.number}`)))),
        way(say("toZone"), "#/zone", "tertiary", "map"),
      ),
    );
  }
  place.append(
    box("p", "street-note street-as-of", say("takenAt", { when: whenOf(taken.now, now) }), " ", button(say("renew"), "text", () => app.renew(), { icon: "refresh" })),
  );
}

function outing(app: App, one: Outing): HTMLElement {
  const hours = [one.starts_at, one.ends_at].filter(Boolean).join("–");
  return box(
    "li",
    "street-outing",
    box("span", "", element("strong", {}, one.purpose), element("span", { class: "street-note" }, [hours, one.place].filter(Boolean).join(" · "))),
    button(say("recordForOuting"), "tertiary", () => {
      app.start = { outing: one.id };
      app.go("/new");
    }),
  );
}

function round(one: Round, done: Map<string, string | null>): HTMLElement {
  const ticked = one.stops.filter((stop) => done.get(stop.key) ?? stop.done_at);
  const next = one.stops.find((stop) => !(done.get(stop.key) ?? stop.done_at));
  const meter = element("progress", { max: String(one.stops.length), value: String(ticked.length), "aria-hidden": "true" });
  return card(
    say("round"),
    "route",
    box("p", "", element("strong", {}, say("roundDone", { done: ticked.length, all: one.stops.length })), " ", meter),
    next ? box("p", "", say("roundNext", { title: next.title })) : box("p", "", say("roundOver", { at: clockOf(Date.now()) })),
    way(say("toRound"), "#/round", "tertiary", "route"),
  );
}

/** Within reach of a thumb: the camera opens with the first press. */
function shoot(app: App): HTMLElement {
  return box(
    "div",
    "street-shootbar",
    button(say("recordPhoto"), "primary", () => {
      choose({ camera: true }, (files) => {
        app.waiting = { files };
        app.go("/new/camera");
      });
    }, { icon: "camera", large: true }),
    way(say("recordText"), "#/new/text", "tertiary", "pencil"),
    way(say("recordVoice"), "#/new/voice", "tertiary", "message"),
  );
}
