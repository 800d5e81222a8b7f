import { expect, test } from "vitest";
import { layersOf, paintsOf } from "./streets.ts";
import { tileAt } from "./tiles.ts";

const SCHEMES = {
  openmaptiles: ["water", "waterway", "landcover", "landuse", "park", "transportation", "transportation_name", "building", "poi", "place"],
  protomaps: ["earth", "landuse", "water", "roads", "buildings", "pois", "places", "boundaries"],
  shortbread: ["ocean", "water_polygons", "water_lines", "land", "streets", "street_labels", "buildings", "place_labels"],
};

test.each(Object.entries(SCHEMES))("%s: waters below houses below streets below names, each layer once", (_name, known) => {
  const layers = layersOf(known);
  const ids = layers.map((layer) => layer.id);
  expect(new Set(ids).size).toBe(ids.length);
  const at = (start: string) => ids.findIndex((id) => id.startsWith(start));
  const order = ["water-", "house-", "edge-path-", "street-", "place-"].map(at);
  expect(order.every((place) => place >= 0)).toBe(true);
  expect([...order].sort((a, b) => a - b)).toEqual(order);
  expect(new Set(layers.map((layer) => layer["source-layer"]))).toEqual(new Set(known));
});

test("every layer takes its colours from the page", () => {
  const layers = layersOf([...SCHEMES.openmaptiles, "unheard_of"]);
  const painted = new Set(paintsOf(layers).map(([layer]) => layer));
  expect(layers.filter((layer) => !painted.has(layer.id))).toEqual([]);
});

test("a place lies in one tile of each zoom", () => {
  expect(tileAt(126.8567, 37.5243, 0)).toEqual([0, 0]);
  expect(tileAt(126.8567, 37.5243, 14)).toEqual([13965, 6347]);
  expect(tileAt(-180, 85.06, 3)).toEqual([0, 0]);
  expect(tileAt(180, -85.06, 3)).toEqual([7, 7]);
});
