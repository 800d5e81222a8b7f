/** Points with a small card each. The page holds the same as a list: this is the second way. */
import type { FeatureCollection, Point } from "geojson";
import { type Map as Chart, type ExpressionSpecification, LngLatBounds, Popup } from "maplibre-gl";
import { colour } from "./base.ts";

export type Points = FeatureCollection<Point, { title?: string; text?: string; href?: string; tone?: string }>;

export async function loadPoints(box: HTMLElement): Promise<Points | null> {
  const { markers, markersUrl } = box.dataset;
  const inline = markers ? document.getElementById(markers)?.textContent : null;
  if (inline) return JSON.parse(inline) as Points;
  if (!markersUrl) return null;
  const answer = await fetch(markersUrl);
  if (!answer.ok) throw new Error(`${markersUrl}: ${answer.status}`);
  return (await answer.json()) as Points;
}

function card({ title, text, href }: { title?: string; text?: string; href?: string }): HTMLElement {
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

export function drawPoints(chart: Chart, points: Points): void {
  chart.addSource("points", { type: "geojson", data: points });
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
}

export function paintPoints(chart: Chart): void {
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
