/** Where one stands: the outlines that were taken along, and in which tong a point lies. */
import { type Area, contains } from "../../map/geometry.ts";
import type { App } from "./app.ts";

export interface Areas {
  type: "FeatureCollection";
  features: Area[];
}

const KEPT = "areas";

/** As they are kept on the phone; asks the server for them when there are none, or with `fresh`. */
export async function areasOf(app: App, fresh = false): Promise<Areas | undefined> {
  const kept = await app.core.safe.recall<Areas>(KEPT).catch(() => undefined);
  if (kept && !fresh) return kept;
  const address = app.today?.areas;
  if (!address) return kept;
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return kept;
    const areas = (await answer.json()) as Areas;
    await app.core.safe.keep(KEPT, areas);
    return areas;
  } catch {
    return kept;
  }
}

/** The number of the tong in which the point lies. */
export function tongAt(areas: Areas | undefined, latitude: number, longitude: number): number | undefined {
  for (const one of areas?.features ?? []) {
    if (one.properties.layer !== "tong" || !contains(one, longitude, latitude)) continue;
    const number = /\d+/.exec(one.properties.name ?? "");
    if (number) return Number(number[0]);
  }
  return undefined;
}
