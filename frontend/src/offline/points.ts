/** Points of the phone's map, as data. */
import type { Points } from "../map/points.ts";

export interface Spot {
  latitude: number;
  longitude: number;
}

export interface ChartPoint extends Spot {
  /** What stands in the point: a number of one or two digits. Longer texts are titles. */
  title: string;
  text: string;
  done?: boolean;
}

/** Points of one place are one point; its number says so. */
export function collected(points: ChartPoint[]): Points {
  const places = new Map<string, ChartPoint[]>();
  for (const point of points) {
    const key = `${point.longitude},${point.latitude}`;
    places.set(key, [...(places.get(key) ?? []), point]);
  }
  const features = [...places.values()].map((here): Points["features"][number] => {
    const [first] = here as [ChartPoint];
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: [first.longitude, first.latitude] },
      properties: {
        number: numbers(here.map((one) => one.title)),
        title: first.title,
        text: here.map((one) => (here.length > 1 ? `${one.title}. ${one.text}` : one.text)).join(", "),
        done: here.every((one) => one.done),
      },
    };
  });
  return { type: "FeatureCollection", features };
}

/** `3`, `3·4`, `3–7`, `3…`: what stands in a point, as on the desk's page. */
function numbers(titles: string[]): string {
  const [first = "", last = ""] = [titles[0], titles[titles.length - 1]];
  if (titles.length < 3) return titles.join("·");
  return Number(last) - Number(first) === titles.length - 1 ? `${first}–${last}` : `${first}…`;
}
