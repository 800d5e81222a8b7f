/**
 * The map of the phone page: areas of the dong, the office's tile package where there is one, own
 * points. A program of its own, fetched when somebody opens a map; all of it works from what the
 * phone has kept.
 */
import "maplibre-gl/dist/maplibre-gl.css";
import "../map/map.css";
import type { FeatureCollection } from "geojson";
import { AttributionControl, addProtocol, Map as Chart, Marker, setWorkerUrl } from "maplibre-gl";
import { drawAreas, loadAreas, paintAreas, writeNames } from "../map/base.ts";
import { type Area, boxOf, isArea, namesAt } from "../map/geometry.ts";
import { colour, letters } from "../map/look.ts";
import { drawPoints, drawWay, paintPoints } from "../map/points.ts";
import { drawTiles } from "../map/tiles.ts";
import { type ChartPoint, collected, type Spot } from "./points.ts";

const SEOUL: [number, number] = [126.978, 37.5665];
/** About a metre. */
const DIGITS = 5;

export type { ChartPoint, Spot };

export interface ChartOptions {
  /** Areas as GeoJSON, or where they are read from. */
  areas: unknown;
  /** Address of the tile package, or nothing. */
  tiles: string;
  /** Address of the map's worker. */
  worker: string;
  points: ChartPoint[];
  /** Whether the points are stops in walking order, joined by a line. */
  way?: boolean;
  at?: Spot | undefined;
  /** Called with each place that is tapped, and the names of the areas it lies in. */
  pick?: (spot: Spot, names: string[]) => void;
  words?: { zoomIn: string; zoomOut: string; map: string };
}

export interface OpenChart {
  /** Somebody looks at other points, or at others as done. */
  show(points: ChartPoint[]): void;
  /** The middle of the map, for a pin that stands still. */
  middle(): Spot;
  close(): void;
}

/** Throws where nothing can be drawn: the page says so and takes an address instead. */
export async function openChart(place: HTMLElement, options: ChartOptions): Promise<OpenChart> {
  const areas = await areasOf(options.areas);
  setWorkerUrl(options.worker);
  const start = options.at ?? options.points[0];
  const chart = new Chart({
    container: place,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#f5f1eb" } }] },
    center: start ? [start.longitude, start.latitude] : SEOUL,
    zoom: 16,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    localIdeographFontFamily: letters(),
    locale: { "Map.Title": options.words?.map ?? "" },
  });
  chart.touchZoomRotate.disableRotation();
  if (options.words) place.append(tools(chart, options.words));
  if (!chart.isStyleLoaded()) await chart.once("load");

  let repaint: () => void = () => undefined;
  let over = false;
  if (options.tiles) {
    const streets = await drawTiles(chart, options.tiles, { addProtocol, AttributionControl, colour }, { keep: true });
    over = streets !== null;
    repaint = () => streets?.paint();
    const own = boxOf(areas.filter((area) => area.properties.layer === "mine"));
    // What the own zone looks like is there in the basement too.
    if (own && navigator.onLine) void streets?.readAhead(own);
  }
  drawAreas(chart, areas, over);
  const markers: Marker[] = [];
  const show = (points: ChartPoint[]): void => {
    markers.splice(0).forEach((marker) => marker.remove());
    markers.push(...drawn(chart, points, options.way ?? true));
  };
  show(options.points);
  writeNames(chart, areas, collected(options.points));
  const frame = frameOf(options, areas);
  if (frame) chart.fitBounds(frame, { padding: 40, animate: false, maxZoom: 17 });
  if (options.pick) picking(chart, areas, options.pick, options.at);

  const watch = new MutationObserver(() => {
    repaint();
    paintAreas(chart);
    paintPoints(chart);
  });
  watch.observe(document.documentElement, { attributeFilter: ["class"] });
  const size = new ResizeObserver(() => chart.resize());
  size.observe(place);
  return {
    show,
    middle: () => spotOf(chart.getCenter()),
    close: () => {
      watch.disconnect();
      size.disconnect();
      chart.remove();
    },
  };
}

async function areasOf(given: unknown): Promise<Area[]> {
  if (typeof given === "string") return given ? loadAreas(given).catch(() => []) : [];
  const read = given as FeatureCollection | null;
  return Array.isArray(read?.features) ? read.features.filter(isArea) : [];
}

function spotOf({ lng, lat }: { lng: number; lat: number }): Spot {
  return { latitude: Number(lat.toFixed(DIGITS)), longitude: Number(lng.toFixed(DIGITS)) };
}

function frameOf(options: ChartOptions, areas: Area[]): [number, number, number, number] | null {
  if (options.at) return null;
  const { points } = options;
  if (points.length) {
    const [east, north] = [points.map((one) => one.longitude), points.map((one) => one.latitude)];
    return [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)];
  }
  const mine = areas.filter((area) => area.properties.layer === "mine");
  const dong = areas.filter((area) => area.properties.layer === "dong");
  return boxOf(mine.length ? mine : dong.length ? dong : areas);
}

function drawn(chart: Chart, points: ChartPoint[], way: boolean): Marker[] {
  const line = points.map((one) => [one.longitude, one.latitude]);
  if (chart.getLayer("way")) chart.removeLayer("way");
  if (chart.getSource("way")) chart.removeSource("way");
  const features = line.length > 1 && way ? [{ type: "Feature" as const, properties: {}, geometry: { type: "LineString" as const, coordinates: line } }] : [];
  drawWay(chart, { type: "FeatureCollection", features });
  const made = drawPoints(chart, collected(points));
  paintPoints(chart);
  return made;
}

function tools(chart: Chart, words: { zoomIn: string; zoomOut: string }): HTMLElement {
  const made = document.createElement("div");
  made.className = "map-tools";
  for (const [sign, label, press] of [
    ["+", words.zoomIn, () => chart.zoomIn()],
    ["−", words.zoomOut, () => chart.zoomOut()],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map-tool";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", press);
    made.append(button);
  }
  return made;
}

function picking(chart: Chart, areas: Area[], pick: NonNullable<ChartOptions["pick"]>, at: Spot | undefined): void {
  const pin = document.createElement("span");
  pin.className = "map-pin";
  const marker = new Marker({ element: pin, anchor: "bottom", draggable: true });
  const told = (): void => {
    const { lng, lat } = marker.getLngLat();
    pick(spotOf({ lng, lat }), namesAt(areas, lng, lat));
  };
  if (at) marker.setLngLat([at.longitude, at.latitude]).addTo(chart);
  marker.on("dragend", told);
  chart.on("click", ({ lngLat }) => {
    marker.setLngLat(lngLat).addTo(chart);
    told();
  });
}
