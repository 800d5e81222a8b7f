import { expect, test } from "vitest";
import { collected } from "./points.ts";

const stop = (n: number, latitude: number, done = false) => ({ title: `${n}`, text: `stop ${n}`, latitude, longitude: 126.85, done });

test("stops of one place are one point that names them all, done when all are", () => {
  const found = collected([stop(1, 37.52, true), stop(2, 37.53, true), stop(3, 37.53), stop(4, 37.53, true)]);
  expect(found.features.map((one) => [one.properties.number, one.properties.done])).toEqual([["1", true], ["2–4", false]]);
  expect(found.features[1]?.properties.text).toBe("2. stop 2, 3. stop 3, 4. stop 4");
  expect(found.features[1]?.geometry.coordinates).toEqual([126.85, 37.53]);
});

test("stops that were put side by side by hand keep their own numbers", () => {
  const found = collected([stop(1, 37.53), stop(2, 37.52), stop(3, 37.53)]);
  expect(found.features.map((one) => one.properties.number)).toEqual(["1·3", "2"]);
});
