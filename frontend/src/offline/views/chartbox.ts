/** The map: a program of its own, fetched when somebody opens it and kept from then on. */
import type { ChartOptions, OpenChart, Spot } from "../chart.ts";
import type { App } from "./app.ts";
import { box, button, element, notice, say } from "./dom.ts";
import { areasOf } from "./ground.ts";

interface ChartProgram {
  openChart(place: HTMLElement, options: ChartOptions): Promise<OpenChart>;
}

/** Draws into `place`; says in words where it can't. */
export async function chart(app: App, place: HTMLElement, options: Partial<ChartOptions>): Promise<OpenChart | undefined> {
  const { chart: program = "", chartStyle = "", mapWorker = "" } = document.body.dataset;
  const waiting = element("p", { class: "street-note" }, say("chartOpening"));
  place.replaceChildren(waiting);
  try {
    if (!document.querySelector(`link[href="${chartStyle}"]`)) {
      document.head.append(element("link", { rel: "stylesheet", href: chartStyle }));
    }
    const { openChart } = (await import(/* @vite-ignore */ program)) as ChartProgram;
    const areas = await areasOf(app);
    const open = await openChart(place, {
      areas: areas ?? { type: "FeatureCollection", features: [] },
      tiles: app.today?.tiles ?? "",
      worker: mapWorker,
      points: [],
      words: { zoomIn: say("zoomIn"), zoomOut: say("zoomOut"), map: say("map") },
      ...options,
    });
    waiting.remove();
    return open;
  } catch {
    place.replaceChildren(notice("info", "", say("chartNone")));
    return undefined;
  }
}

/** A place under a pin that stands still, in a window of its own: taps and arrow keys both move the map. */
export function pickOnChart(app: App, at: Partial<Record<keyof Spot, number | undefined>>): Promise<Spot | undefined> {
  return new Promise((answer) => {
    let picked: Spot | undefined;
    let open: OpenChart | undefined;
    const made = element("dialog", { class: "street-chart-window", "aria-label": say("placeMap") });
    const place = box("div", "street-chart");
    const end = (spot: Spot | undefined): void => {
      open?.close();
      made.close();
      made.remove();
      answer(spot);
    };
    const take = button(say("chartTake"), "primary", () => end(picked ?? open?.middle()), { large: true });
    take.disabled = true;
    made.append(
      place,
      box("div", "street-bar", button(say("cancel"), "tertiary", () => end(undefined), { large: true }), take),
    );
    made.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(undefined);
    });
    document.body.append(made);
    made.showModal();
    const { latitude, longitude } = at;
    void chart(app, place, {
      at: latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined,
      pick: (spot) => {
        picked = spot;
      },
    }).then((drawn) => {
      open = drawn;
      take.disabled = !drawn;
      take.focus();
    });
  });
}
