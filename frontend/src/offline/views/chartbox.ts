/** The map: a program of its own, fetched when somebody opens it and kept from then on. */
import type { App } from "./app.ts";
import { box, button, element, notice, say } from "./dom.ts";

export interface Spot {
  latitude: number;
  longitude: number;
}

/** What `chart.ts` offers; loaded from its own address so that the page stays small. */
interface ChartProgram {
  openChart(place: HTMLElement, options: ChartOptions): Promise<{ close(): void }>;
}

export interface ChartOptions {
  areas: unknown;
  tiles: string;
  worker: string;
  points: { title: string; text: string; latitude: number; longitude: number; done?: boolean }[];
  at?: Spot | undefined;
  pick?: (spot: Spot) => void;
}

export async function chart(app: App, place: HTMLElement, options: Partial<ChartOptions>): Promise<() => void> {
  void app;
  void options;
  place.replaceChildren(notice("info", "", say("chartNone")));
  await Promise.resolve();
  return () => undefined;
}

/** A tap on the map, in a window of its own. */
export function openChart(app: App, at: { latitude?: number | undefined; longitude?: number | undefined }): Promise<Spot | undefined> {
  return new Promise((answer) => {
    let picked: Spot | undefined;
    let close: () => void = () => undefined;
    const made = element("dialog", { class: "street-chart-window", "aria-label": say("placeMap") });
    const place = box("div", "street-chart");
    const end = (spot: Spot | undefined): void => {
      close();
      made.close();
      made.remove();
      answer(spot);
    };
    const take = button(say("chartTake"), "primary", () => end(picked), { large: true });
    take.disabled = true;
    made.append(place, box("div", "street-bar", button(say("cancel"), "tertiary", () => end(undefined), { large: true }), take));
    made.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(undefined);
    });
    document.body.append(made);
    made.showModal();
    const start = at.latitude !== undefined && at.longitude !== undefined ? { latitude: at.latitude, longitude: at.longitude } : undefined;
    void chart(app, place, {
      at: start,
      pick: (spot) => {
        picked = spot;
        take.disabled = false;
      },
    }).then((end) => {
      close = end;
    });
  });
}
