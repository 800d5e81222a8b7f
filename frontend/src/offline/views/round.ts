/** 동선: the stops in walking order, ticked off one by one; the map when somebody wants it. */
import type { Round, Stop } from "../types.ts";
import type { App, Leave, View } from "./app.ts";
import { chart } from "./chartbox.ts";
import { announce, box, button, element, empty, icon, say, way } from "./dom.ts";
import { doneOf, sendTicks, tick } from "./ticks.ts";
import { clockOf, onFoot } from "./times.ts";

const SIGNS: Record<Stop["kind"], string> = {
  case: "message",
  weak_spot: "alert",
  household: "home",
  mission: "flag",
  place: "pin",
};

export const round: View = {
  title: "round",
  show: async (place, app): Promise<Leave | void> => {
    const rounds = app.today?.rounds ?? [];
    if (!rounds.length) {
      place.append(empty(say("noRoundTitle"), say("noRoundText"), "route"));
      if (app.today) place.append(way(say("planRound"), "/outings/", "tertiary", "external"));
      return;
    }
    const leaves: (() => void)[] = [];
    for (const one of rounds) await draw(place, app, one, leaves);
    void sendTicks(app);
    return () => leaves.forEach((leave) => leave());
  },
};

async function draw(place: HTMLElement, app: App, one: Round, leaves: (() => void)[]): Promise<void> {
  const outing = app.today?.outings.find((other) => other.id === one.outing);
  const done = await doneOf(app);
  const isDone = (stop: Stop): string | null => (done.has(stop.key) ? (done.get(stop.key) ?? null) : stop.done_at);
  const status = element("p", { class: "street-round-status" });
  const list = element("ol", { class: "street-stops" });

  function told(): void {
    const ticked = one.stops.filter((stop) => isDone(stop)).length;
    const text = say("roundDone", { done: ticked, all: one.stops.length });
    status.replaceChildren(element("strong", {}, text), ` · ${onFoot(one.metres)}`);
    announce(text);
  }

  function item(stop: Stop, place: number): HTMLElement {
    const at = isDone(stop);
    const here = element("input", { type: "checkbox", id: `stop-${stop.key}` });
    here.checked = !!at;
    const note = element("span", { class: "street-note" });
    const tell = (): void => {
      const now = isDone(stop);
      note.textContent = [now && say("doneAt", { at: clockOf(now) }), stop.note, place && stop.metres ? onFoot(stop.metres) : ""]
        .filter(Boolean)
        .join(" · ");
    };
    here.addEventListener("change", () => {
      done.set(stop.key, here.checked ? app.core.clock.iso() : null);
      void tick(app, one.outing, stop.key, here.checked);
      tell();
      told();
    });
    tell();
    const record = button(say("recordHere", { title: stop.title }), "tertiary", () => {
      app.start = {
        outing: one.outing,
        ...(stop.latitude !== null && stop.longitude !== null ? { latitude: stop.latitude, longitude: stop.longitude } : {}),
      };
      app.go("/new");
    }, { icon: "camera", only: true });
    return box(
      "li",
      "street-stop",
      box(
        "label",
        "choice",
        here,
        box("span", "", box("span", "street-stop-title", element("b", {}, `${place + 1}`), icon(SIGNS[stop.kind]), element("span", {}, stop.title)), note),
      ),
      record,
    );
  }

  list.append(...one.stops.map(item));
  told();
  const map = box("div", "street-chart");
  map.hidden = true;
  const points = one.stops.flatMap((stop, place) =>
    stop.latitude === null || stop.longitude === null
      ? []
      : [{ title: `${place + 1}`, text: stop.title, latitude: stop.latitude, longitude: stop.longitude, done: !!isDone(stop) }],
  );
  const open = button(say("showMap"), "tertiary", async () => {
    map.hidden = !map.hidden;
    open.setAttribute("aria-expanded", String(!map.hidden));
    if (map.hidden || map.childElementCount) return;
    const drawn = await chart(app, map, { points, way: true });
    if (drawn) leaves.push(() => drawn.close());
  }, { icon: "map" });
  open.setAttribute("aria-expanded", "false");
  place.append(
    box("section", "street-round", element("h2", {}, outing?.purpose ?? say("round")), status, list, open, map),
  );
}
