import type { Feature, Geometry, MultiPolygon, Polygon, Position } from "geojson";

export type Area = Feature<Polygon | MultiPolygon, { name?: string; layer?: string }>;
export type Box = [west: number, south: number, east: number, north: number];

function rings(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

export function isArea(feature: Feature<Geometry>): feature is Area {
  return feature.geometry?.type === "Polygon" || feature.geometry?.type === "MultiPolygon";
}

export function boxOf(areas: Area[]): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of areas.flatMap((area) => rings(area.geometry).flat(2))) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return Number.isFinite(box[0]) ? box : null;
}

function areaAndCentre(ring: Position[]): { area: number; x: number; y: number } {
  // Relative to the first corner: degrees are large and their differences tiny.
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let area = 0;
  let x = 0;
  let y = 0;
  for (let n = 0; n < ring.length - 1; n++) {
    const [ax = 0, ay = 0] = ring[n] ?? [];
    const [bx = 0, by = 0] = ring[n + 1] ?? [];
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    area += cross / 2;
    x += (ax + bx - 2 * ox) * cross;
    y += (ay + by - 2 * oy) * cross;
  }
  return area ? { area: Math.abs(area), x: ox + x / (6 * area), y: oy + y / (6 * area) } : { area: 0, x: ox, y: oy };
}

/** Where a name is written: the middle of the largest part. */
export function labelPoint(area: Area): [number, number] {
  const parts = rings(area.geometry).map((part) => areaAndCentre(part[0] ?? []));
  const largest = parts.reduce((best, part) => (part.area > best.area ? part : best));
  return [largest.x, largest.y];
}

function ringContains(ring: Position[], x: number, y: number): boolean {
  let inside = false;
  for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
    const [ax = 0, ay = 0] = ring[n] ?? [];
    const [bx = 0, by = 0] = ring[m] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function contains(area: Area, lng: number, lat: number): boolean {
  return rings(area.geometry).some(
    ([outer, ...holes]) =>
      outer !== undefined &&
      ringContains(outer, lng, lat) &&
      !holes.some((hole) => ringContains(hole, lng, lat)),
  );
}

const DETAIL = ["legal_dong", "dong", "zone", "tong", "mine"];

/** Names of the areas around a place, from the wide to the narrow, each once. */
export function namesAt(areas: Area[], lng: number, lat: number): string[] {
  const found = areas
    .filter((area) => contains(area, lng, lat))
    .sort((a, b) => DETAIL.indexOf(a.properties.layer ?? "") - DETAIL.indexOf(b.properties.layer ?? ""));
  return [...new Set(found.map((area) => area.properties.name ?? "").filter(Boolean))];
}

/** Reads an input's text as a coordinate; null when there is none or it cannot be one. */
export function coordinate(text: string, limit: number): number | null {
  const value = Number(text.trim());
  return text.trim() === "" || !Number.isFinite(value) || Math.abs(value) > limit ? null : value;
}
