/**
 * A tile package of the office's (PMTiles): streets, waters, greens and names under the areas.
 *
 * A file of its own, which must not lead back to the page's program under another name: what it needs
 * of that is handed in (`Tools`).
 */
import type { AttributionControl, addProtocol, LayerSpecification, Map as Chart } from "maplibre-gl";
import { type Header, PMTiles, Protocol, TileType } from "pmtiles";
import { KeptSource } from "./kept.ts";
import { type Paint, layersOf, paintsOf } from "./streets.ts";

export interface Tools {
  addProtocol: typeof addProtocol;
  AttributionControl: typeof AttributionControl;
  colour: (name: string) => string;
}

/** What was drawn, to be painted anew and read ahead. */
export interface Drawn {
  paint(): void;
  /** Tiles of a box are read, so that they are there without network. At most `most`; how many were. */
  readAhead(box: [number, number, number, number], most?: number): Promise<number>;
}

let protocol: Protocol | undefined;

function protocolOf(tools: Tools): Protocol {
  if (!protocol) {
    protocol = new Protocol();
    tools.addProtocol("pmtiles", protocol.tile);
  }
  return protocol;
}

interface Told {
  attribution?: string;
  vector_layers?: { id: string }[];
}

/** What the package says of its makers, as text: it comes from a file. */
function plain(html: string): string {
  const text = new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";
  const safe = document.createElement("span");
  safe.textContent = text;
  return safe.innerHTML;
}

/**
 * Draws the package on a map that has no areas yet; null where it can't be read: a map without it is
 * still one. `keep`: what was looked at stays on the phone.
 */
export async function drawTiles(chart: Chart, address: string, tools: Tools, { keep = false } = {}): Promise<Drawn | null> {
  const url = new URL(address, document.baseURI).href;
  try {
    const tiles = new PMTiles(new KeptSource(url, keep));
    const [header, told] = await Promise.all([tiles.getHeader(), tiles.getMetadata() as Promise<Told>]);
    protocolOf(tools).add(tiles);
    let paints: Paint[] = [];
    const vector = header.tileType === TileType.Mvt;
    chart.addSource("package", {
      type: vector ? "vector" : "raster",
      tiles: [`pmtiles://${url}/{z}/{x}/{y}`],
      minzoom: header.minZoom,
      maxzoom: header.maxZoom,
      bounds: boundsOf(header),
      ...(vector ? {} : { tileSize: 256 }),
    } as never);
    if (vector) {
      const layers = layersOf((told?.vector_layers ?? []).map((layer) => layer.id));
      for (const { colours: _colours, ...layer } of layers) {
        chart.addLayer({ ...layer, source: "package" } as unknown as LayerSpecification);
      }
      paints = paintsOf(layers);
    } else {
      chart.addLayer({ id: "package", type: "raster", source: "package" });
    }
    if (told?.attribution) {
      chart.addControl(new tools.AttributionControl({ compact: true, customAttribution: plain(told.attribution) }));
    }
    // Colours are those of the page, in contrast mode too.
    const paint = (): void => {
      for (const [layer, property, name] of paints) chart.setPaintProperty(layer, property as "line-color", tools.colour(name));
    };
    paint();
    return { paint, readAhead: (box, most = 400) => readAhead(tiles, box, most) };
  } catch {
    return null;
  }
}

function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): [number, number, number, number] | undefined {
  return minLon < maxLon && minLat < maxLat ? [minLon, minLat, maxLon, maxLat] : undefined;
}

async function readAhead(tiles: PMTiles, box: [number, number, number, number], most: number): Promise<number> {
  const header = await tiles.getHeader();
  const wanted: [number, number, number][] = [];
  for (let z = Math.max(header.minZoom, 10); z <= header.maxZoom; z++) {
    const [west, north] = tileAt(box[0], box[3], z);
    const [east, south] = tileAt(box[2], box[1], z);
    if ((east - west + 1) * (south - north + 1) + wanted.length > most) break;
    for (let x = west; x <= east; x++) for (let y = north; y <= south; y++) wanted.push([z, x, y]);
  }
  let read = 0;
  for (const [z, x, y] of wanted) {
    try {
      await tiles.getZxy(z, x, y);
      read += 1;
    } catch {
      return read;
    }
  }
  return read;
}

/** Spherical Mercator: which tile of the zoom a place lies in. */
export function tileAt(lng: number, lat: number, zoom: number): [number, number] {
  const most = 2 ** zoom;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  const within = (value: number) => Math.max(0, Math.min(most - 1, Math.floor(value * most)));
  return [within((lng + 180) / 360), within(y)];
}
