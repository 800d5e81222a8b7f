/** The base map: areas that the office serves, with names written as HTML (no glyph server). */
import type { FeatureCollection } from "geojson";
import { type Map as Chart, Marker } from "maplibre-gl";
import { type Area, boxOf, isArea, labelPoint } from "./geometry.ts";
import { colour } from "./look.ts";
import type { Points } from "./points.ts";

/** From and to which zoom the names of a layer are written; closer in, small areas have the room. */
const NAMED: Record<string, [from: number, until: number]> = {
  legal_dong: [9, 15], dong: [10, 15.5], zone: [13.5, 18], tong: [12, 24], mine: [12.5, 24],
};
const ORDER = ["mine", "dong", "zone", "tong", "legal_dong"];

export async function loadAreas(address: string): Promise<Area[]> {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const read = (await answer.json()) as FeatureCollection;
  return read.features.filter(isArea);
}

/** `over`: streets lie below, and show through. */
export function drawAreas(chart: Chart, areas: Area[], over = false): void {
  chart.addSource("areas", { type: "geojson", data: { type: "FeatureCollection", features: areas } });
  const within = (...layers: string[]) => ["in", ["get", "layer"], ["literal", layers]] as never;
  chart.addLayer({ id: "land", type: "fill", source: "areas", filter: within("legal_dong"), paint: { "fill-opacity": over ? 0 : 1 } });
  chart.addLayer({ id: "dong", type: "fill", source: "areas", filter: within("dong"), paint: { "fill-opacity": over ? 0 : 1 } });
  // Tongs coloured by officer; those with nobody or with several are told by a pattern of lines too.
  chart.addLayer({ id: "filled", type: "fill", source: "areas", filter: ["has", "fill"] as never,
    paint: { "fill-opacity": over ? 0.45 : 0.75 } });
  chart.addLayer({ id: "mine", type: "fill", source: "areas", filter: within("mine"), paint: { "fill-opacity": over ? 0.35 : 1 } });
  chart.addLayer({ id: "thin", type: "line", source: "areas", filter: within("tong", "legal_dong"),
    paint: { "line-width": 1, "line-dasharray": [2, 2] } });
  chart.addLayer({ id: "middle", type: "line", source: "areas", filter: within("zone", "mine"), paint: { "line-width": 1.5 } });
  chart.addLayer({ id: "flagged", type: "line", source: "areas",
    filter: ["in", ["get", "fill"], ["literal", ["none", "several"]]] as never, paint: { "line-width": 3, "line-offset": 2 } });
  chart.addLayer({ id: "thick", type: "line", source: "areas", filter: within("dong"), paint: { "line-width": 2.5 } });
  paintAreas(chart);
}

/** Colours are those of the page, in contrast mode too. */
export function paintAreas(chart: Chart): void {
  if (!chart.getLayer("land")) return;
  chart.setPaintProperty("ground", "background-color", colour("surface-2"));
  chart.setPaintProperty("land", "fill-color", colour("canvas"));
  chart.setPaintProperty("dong", "fill-color", colour("surface"));
  chart.setPaintProperty("mine", "fill-color", colour("accent-soft"));
  const fills = Array.from({ length: 8 }, (_, n) => [`${n}`, colour(`area-${n}`)]).flat();
  chart.setPaintProperty("filled", "fill-color",
    ["match", ["get", "fill"], ...fills, "none", colour("danger-soft"), "several", colour("warning-soft"), colour("surface")] as never);
  chart.setPaintProperty("flagged", "line-color",
    ["match", ["get", "fill"], "none", colour("danger"), colour("warning")] as never);
  chart.setPaintProperty("thin", "line-color", colour("line-strong"));
  chart.setPaintProperty("middle", "line-color", colour("sun"));
  chart.setPaintProperty("thick", "line-color", colour("quiet"));
}

type Rect = [left: number, top: number, right: number, bottom: number];
const SHIFTS = [0, -24, 24];

function around({ x, y }: { x: number; y: number }, width: number, height: number): Rect {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

function overlap(one: Rect, other: Rect): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

/** Names of areas, none over another and none over a point. */
export function writeNames(chart: Chart, areas: Area[], points: Points | null): void {
  const labels = areas
    .filter((area) => area.properties.name)
    .sort((a, b) => ORDER.indexOf(a.properties.layer ?? "") - ORDER.indexOf(b.properties.layer ?? ""))
    .map((area) => {
      const layer = area.properties.layer ?? "";
      const text = document.createElement("span");
      text.className = `map-label map-label-${layer}`;
      text.textContent = area.properties.name ?? "";
      const marker = new Marker({ element: text }).setLngLat(labelPoint(area)).addTo(chart);
      // They are on the map only; the same places are words elsewhere on the page.
      text.removeAttribute("role");
      text.removeAttribute("aria-label");
      text.removeAttribute("tabindex");
      text.setAttribute("aria-hidden", "true");
      return { marker, text, range: NAMED[layer] ?? [14, 24], box: layer === "tong" ? boxOf([area]) : null };
    });

  const arrange = () => {
    const zoom = chart.getZoom();
    const taken: Rect[] = (points?.features ?? []).map(({ geometry }) => {
      const [lng = 0, lat = 0] = geometry.coordinates;
      return around(chart.project([lng, lat]), 24, 24);
    });
    for (const { marker, text, range, box } of labels) {
      text.hidden = zoom < range[0] || zoom >= range[1];
      if (text.hidden) continue;
      const [width, height] = [text.offsetWidth, text.offsetHeight];
      const middle = chart.project(marker.getLngLat());
      // A small area has its name only where the name fits into it.
      const room = box && chart.project([box[2], box[1]]).sub(chart.project([box[0], box[3]]));
      const shift = room && (room.x < width || room.y < height) ? undefined : SHIFTS.find((dy) => {
        const wanted = around({ x: middle.x, y: middle.y + dy }, width, height);
        return !taken.some((other) => overlap(wanted, other));
      });
      text.hidden = shift === undefined;
      if (shift === undefined) continue;
      marker.setOffset([0, shift]);
      taken.push(around({ x: middle.x, y: middle.y + shift }, width, height));
    }
  };
  chart.on("moveend", arrange);
  chart.once("idle", arrange);
}
