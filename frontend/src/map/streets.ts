/**
 * How the layers of a vector tile package look. Packages are made by several schemes (OpenMapTiles,
 * Protomaps, Shortbread): each names waters, greens, streets and houses otherwise.
 */

export interface Layer {
  id: string;
  type: "fill" | "line" | "symbol";
  "source-layer": string;
  filter?: unknown;
  minzoom?: number;
  layout?: Record<string, unknown>;
  paint: Record<string, unknown>;
  /** Which colours of the page it has, by property. */
  colours: Record<string, string>;
}

/** Layer, property, colour of the page. */
export type Paint = [layer: string, property: string, colour: string];

const WATERS = ["water", "ocean", "water_polygons"];
const STREAMS = ["waterway", "water_lines", "physical_line"];
const GREENS = ["landcover", "landuse", "park", "natural", "land", "sites"];
const HOUSES = ["building", "buildings"];
const STREETS = ["transportation", "roads", "streets", "road"];
const STREET_NAMES = ["transportation_name", "roads", "street_labels", "road_name"];
const POINTS = ["poi", "pois", "pois_labels"];
const PLACES = ["place", "places", "place_labels"];
const GREEN = ["park", "wood", "forest", "grass", "garden", "cemetery", "pitch", "playground", "farmland",
  "nature_reserve", "recreation_ground", "golf_course", "scrub", "meadow", "green", "village_green", "grassland"];
const WIDE = ["motorway", "trunk", "primary", "secondary", "highway", "major_road", "tertiary"];
const NARROW = ["path", "track", "footway", "pedestrian", "steps", "cycleway", "service"];
const RAILS = ["rail", "transit", "subway", "light_rail"];

/** What a thing is, whatever its scheme calls the column. */
const SORT = ["coalesce", ["get", "kind"], ["get", "class"], ["get", "subclass"], ["get", "type"], ""];
const NAME = ["coalesce", ["get", "name:ko"], ["get", "name"], ["get", "name:latin"], ""];
const oneOf = (names: string[]) => ["in", SORT, ["literal", names]];
const shaped = (shape: string) => ["==", ["geometry-type"], shape];
const width = (thin: number, thick: number) => ["interpolate", ["exponential", 1.6], ["zoom"], 12, thin, 18, thick];

function text(size: number): Record<string, unknown> {
  return { "text-field": NAME, "text-size": size, "text-max-width": 8, "text-padding": 6 };
}

const HALO = { "text-halo-width": 1.5 };
const LETTERS = { "text-color": "quiet", "text-halo-color": "surface" };

/** From the ground up: greens, waters, houses, streets, names. Layers of no known scheme are lines. */
export function layersOf(known: string[]): Layer[] {
  const layers: Layer[] = [];
  const each = (names: string[], make: (name: string) => Layer | Layer[]) => {
    for (const name of known.filter((one) => names.includes(one))) layers.push(...[make(name)].flat());
  };
  each(GREENS, (name) => ({
    id: `green-${name}`, type: "fill", "source-layer": name, filter: name === "park" ? shaped("Polygon") : oneOf(GREEN),
    paint: { "fill-opacity": 0.7 }, colours: { "fill-color": "success-soft" },
  }));
  each(WATERS, (name) => ({
    id: `water-${name}`, type: "fill", "source-layer": name, filter: shaped("Polygon"),
    paint: {}, colours: { "fill-color": "info-line" },
  }));
  each(STREAMS, (name) => ({
    id: `stream-${name}`, type: "line", "source-layer": name, filter: shaped("LineString"),
    paint: { "line-width": 1.5 }, colours: { "line-color": "info-line" },
  }));
  each(HOUSES, (name) => ({
    id: `house-${name}`, type: "fill", "source-layer": name, minzoom: 14,
    paint: {}, colours: { "fill-color": "surface-3", "fill-outline-color": "line-strong" },
  }));
  each(STREETS, (name) => {
    const line = (id: string, filter: unknown, paint: Record<string, unknown>, colour: string): Layer => ({
      id: `${id}-${name}`, type: "line", "source-layer": name, filter: ["all", shaped("LineString"), filter],
      layout: { "line-cap": "round", "line-join": "round" }, paint, colours: { "line-color": colour },
    });
    const other = ["!", oneOf([...WIDE, ...NARROW, ...RAILS])];
    return [
      line("edge-path", oneOf(NARROW), { "line-width": width(0.5, 7) }, "line-strong"),
      line("edge-street", other, { "line-width": width(1, 13) }, "line-strong"),
      line("edge-wide", oneOf(WIDE), { "line-width": width(3, 21) }, "line-strong"),
      line("path", oneOf(NARROW), { "line-width": width(0.25, 5) }, "surface"),
      line("street", other, { "line-width": width(0.5, 11) }, "surface"),
      line("wide", oneOf(WIDE), { "line-width": width(2, 18) }, "accent-soft"),
      line("rail", oneOf(RAILS), { "line-width": 1.5, "line-dasharray": [3, 2] }, "line-strong"),
    ];
  });
  const named = [...WATERS, ...STREAMS, ...GREENS, ...HOUSES, ...STREETS, ...STREET_NAMES, ...POINTS, ...PLACES];
  for (const name of known.filter((one) => !named.includes(one))) {
    layers.push({ id: `other-${name}`, type: "line", "source-layer": name, minzoom: 12,
      paint: { "line-width": 0.75, "line-opacity": 0.6 }, colours: { "line-color": "line-strong" } });
  }
  each(STREET_NAMES, (name) => ({
    id: `street-name-${name}`, type: "symbol", "source-layer": name, minzoom: 14.5, filter: shaped("LineString"),
    layout: { ...text(12), "symbol-placement": "line" }, paint: HALO, colours: LETTERS,
  }));
  each(POINTS, (name) => ({
    id: `point-${name}`, type: "symbol", "source-layer": name, minzoom: 16, filter: shaped("Point"),
    layout: text(12), paint: HALO, colours: LETTERS,
  }));
  each(PLACES, (name) => ({
    id: `place-${name}`, type: "symbol", "source-layer": name, minzoom: 12, filter: shaped("Point"),
    layout: text(14), paint: HALO, colours: LETTERS,
  }));
  return layers;
}

export function paintsOf(layers: Layer[]): Paint[] {
  return layers.flatMap((layer) =>
    Object.entries(layer.colours).map(([property, colour]): Paint => [layer.id, property, colour]),
  );
}
