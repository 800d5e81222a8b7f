/** Points with a small card each. The page holds the same as a list: this is the second way. */
import type { FeatureCollection, LineString, Point } from "geojson";
import { type Map as Chart, type ExpressionSpecification, LngLatBounds, Marker, Popup } from "maplibre-gl";
import { colour } from "./look.ts";

/** `number`: what stands in the point, which is a button then. */
export interface Told {
  title?: string;
  text?: string;
  href?: string;
  tone?: string;
  number?: string;
  done?: boolean;
}
export type Points = FeatureCollection<Point, Told>;
type Sent = FeatureCollection<Point | LineString, Told>;

export async function loadPoints(box: HTMLElement): Promise<Points | null> {
  const { markers, markersUrl } = box.dataset;
  const inline = markers ? document.getElementById(markers)?.textContent : null;
  if (inline) return sorted(JSON.parse(inline) as Sent);
  if (!markersUrl) return null;
  const answer = await fetch(markersUrl);
  if (!answer.ok) throw new Error(`${markersUrl}: ${answer.status}`);
  return sorted((await answer.json()) as Sent);
}

const ways = new WeakMap<Points, FeatureCollection<LineString>>();

/** Lines among the points are the way from one to the next. */
function sorted(sent: Sent): Points {
  const lines = sent.features.filter((one) => one.geometry.type === "LineString");
  const points = sent.features.filter((one) => one.geometry.type === "Point") as Points["features"];
  const found: Points = { type: "FeatureCollection", features: points };
  ways.set(found, { type: "FeatureCollection", features: lines as FeatureCollection<LineString>["features"] });
  return found;
}

function card({ title, text, href }: Told): HTMLElement {
  const made = document.createElement("div");
  const head = document.createElement(href ? "a" : "strong");
  head.textContent = title ?? "";
  if (href && head instanceof HTMLAnchorElement) head.href = href;
  made.append(head);
  if (text) {
    const words = document.createElement("p");
    words.textContent = text;
    made.append(words);
  }
  return made;
}

/** Returns the markers of those that have a number. */
export function drawPoints(chart: Chart, points: Points): Marker[] {
  drawWay(chart, ways.get(points) ?? { type: "FeatureCollection", features: [] });
  const numbered = points.features.filter((one) => one.properties.number);
  const markers = numbered.map((point) => numberedMarker(chart, point));
  const plain = points.features.filter((one) => !one.properties.number);
  if (!plain.length) {
    paintPoints(chart);
    return markers;
  }
  chart.addSource("points", { type: "geojson", data: { type: "FeatureCollection", features: plain } });
  chart.addLayer({ id: "points", type: "circle", source: "points", paint: { "circle-radius": 9, "circle-stroke-width": 2.5 } });
  paintPoints(chart);
  chart.on("mouseenter", "points", () => (chart.getCanvas().style.cursor = "pointer"));
  chart.on("mouseleave", "points", () => (chart.getCanvas().style.cursor = ""));
  chart.on("click", "points", (event) => {
    const point = event.features?.[0];
    if (point?.geometry.type !== "Point") return;
    const [lng = 0, lat = 0] = point.geometry.coordinates;
    new Popup({ maxWidth: "280px", offset: 12 }).setLngLat([lng, lat]).setDOMContent(card(point.properties)).addTo(chart);
  });
  return markers;
}

export function drawWay(chart: Chart, way: FeatureCollection<LineString>): void {
  if (!way.features.length) return;
  chart.addSource("way", { type: "geojson", data: way });
  chart.addLayer({ id: "way", type: "line", source: "way", layout: { "line-join": "round" },
    paint: { "line-width": 3, "line-dasharray": [2, 1.5] } });
}

/** A button with a number: reached by keyboard, and its words are spoken, as they are seen. */
export function numberedMarker(chart: Chart, { geometry, properties }: Points["features"][number]): Marker {
  const [lng = 0, lat = 0] = geometry.coordinates;
  const made = document.createElement("button");
  made.type = "button";
  made.className = `map-number map-number-${properties.done ? "done" : (properties.tone ?? "accent")}`;
  made.textContent = properties.number ?? "";
  const marker = new Marker({ element: made }).setLngLat([lng, lat]).addTo(chart);
  made.setAttribute("aria-label", [properties.number, properties.title, properties.text].filter(Boolean).join(", "));
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    new Popup({ maxWidth: "280px", offset: 20 }).setLngLat([lng, lat]).setDOMContent(card(properties)).addTo(chart);
  });
  return marker;
}

export function paintPoints(chart: Chart): void {
  if (chart.getLayer("way")) chart.setPaintProperty("way", "line-color", colour("accent"));
  if (!chart.getLayer("points")) return;
  const tones = { info: "info", success: "success", warning: "warning", danger: "danger", accent: "sun" };
  const cases = Object.entries(tones).flatMap(([tone, name]) => [tone, colour(name)]);
  const match = ["match", ["get", "tone"], ...cases, colour("bar")] as unknown as ExpressionSpecification;
  chart.setPaintProperty("points", "circle-color", match);
  chart.setPaintProperty("points", "circle-stroke-color", colour("surface"));
}

export function boundsOf(points: Points): LngLatBounds | null {
  if (!points.features.length) return null;
  const bounds = new LngLatBounds();
  for (const { geometry } of points.features) {
    const [lng = 0, lat = 0] = geometry.coordinates;
    bounds.extend([lng, lat]);
  }
  return bounds;
}
