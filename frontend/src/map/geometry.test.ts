import { expect, test } from "vitest";
import { type Area, boxOf, contains, coordinate, labelPoint, namesAt } from "./geometry.ts";

function square(name: string, layer: string, west: number, south: number, size: number): Area {
  const [east, north] = [west + size, south + size];
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: "Feature", properties: { name, layer }, geometry: { type: "Polygon", coordinates: [ring] } };
}

const dong = square("신정4동", "dong", 126.85, 37.52, 0.01);
const tong = square("12통", "tong", 126.852, 37.522, 0.002);

test("a place is named from the wide to the narrow", () => {
  expect(namesAt([tong, dong], 126.853, 37.523)).toEqual(["신정4동", "12통"]);
  expect(namesAt([tong, dong], 126.8595, 37.5295)).toEqual(["신정4동"]);
  expect(namesAt([tong, dong], 127, 37)).toEqual([]);
});

test("a hole is not inside", () => {
  const holed: Area = { ...dong, geometry: { type: "Polygon", coordinates: [...dong.geometry.coordinates, tong.geometry.coordinates[0]] as never } };
  expect(contains(holed, 126.853, 37.523)).toBe(false);
  expect(contains(holed, 126.8505, 37.5205)).toBe(true);
});

test("a name stands in the middle of the largest part", () => {
  const both: Area = { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: [tong.geometry.coordinates, dong.geometry.coordinates] as never } };
  const [lng, lat] = labelPoint(both);
  expect(lng).toBeCloseTo(126.855, 6);
  expect(lat).toBeCloseTo(37.525, 6);
});

test("the frame holds everything; nothing gives no frame", () => {
  expect(boxOf([dong, tong])).toEqual([126.85, 37.52, 126.86, 37.53]);
  expect(boxOf([])).toBeNull();
});

test("only text that can be a coordinate is one", () => {
  expect(coordinate(" 37.5229 ", 90)).toBe(37.5229);
  expect(["", "abc", "91", "1e9"].map((text) => coordinate(text, 90))).toEqual([null, null, null, null]);
});
