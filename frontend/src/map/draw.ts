/** Drawing one outline on a map. The text of corners in the form is the truth; both follow it. */
import type { Map as Chart } from "maplibre-gl";
import { type GeoJSONStoreFeatures, TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { cornersOf, type Part, partsOf } from "./corners.ts";

type Ready = HTMLElement & { chart?: Chart; say?: (text: string) => void };
const DECIMALS = 6;

function token(name: string): `#${string}` {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim();
  return (value.startsWith("#") ? value : "#e4692b") as `#${string}`;
}

function begin(box: Ready): void {
  const field = document.getElementById(box.dataset["draw"] ?? "");
  const chart = box.chart;
  if (!chart || !(field instanceof HTMLTextAreaElement) || box.dataset["drawing"]) return;
  box.dataset["drawing"] = "1";
  const tint = { fillColor: token("accent"), outlineColor: token("sun"), fillOpacity: 0.25, outlineWidth: 3 } as const;
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map: chart, coordinatePrecision: DECIMALS }),
    modes: [
      new TerraDrawPolygonMode({ styles: { ...tint, closingPointWidth: 9 } }),
      new TerraDrawSelectMode({
        flags: { polygon: { feature: { draggable: false, coordinates: { midpoints: true, draggable: true, deletable: true } } } },
        styles: { selectedPolygonColor: tint.fillColor, selectedPolygonOutlineColor: tint.outlineColor,
          selectedPolygonFillOpacity: 0.25, selectedPolygonOutlineWidth: 3, selectionPointWidth: 8, midPointWidth: 6 },
      }),
    ],
  });
  draw.start();

  // Holes are kept as they are: only outer edges are moved by hand.
  let holes: Part[] = [];
  const outlines = () =>
    draw.getSnapshot().filter(({ geometry, properties }) => geometry.type === "Polygon" && properties["mode"] === "polygon");

  function show(): void {
    draw.clear();
    holes = [];
    const features: GeoJSONStoreFeatures[] = [];
    for (const part of partsOf((field as HTMLTextAreaElement).value)) {
      const [outer, ...inner] = part;
      if (!outer || outer.length < 3) continue;
      if (inner.length) holes.push(part);
      features.push({
        type: "Feature",
        properties: { mode: "polygon" },
        geometry: { type: "Polygon", coordinates: [[...outer, outer[0] as [number, number]]] },
      });
    }
    if (features.length) draw.addFeatures(features);
  }

  function write(): void {
    const parts = outlines().map(({ geometry }) => {
      const ring = (geometry.coordinates as [number, number][][])[0] ?? [];
      const outer = ring.slice(0, -1);
      const before = holes.find((part) => part[0]?.some(([x, y]) => outer.some(([a, b]) => a === x && b === y)));
      return [outer, ...(before?.slice(1) ?? [])];
    });
    const text = field as HTMLTextAreaElement;
    text.value = cornersOf(parts);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function choose(mode: string): void {
    if (mode === "clear") {
      draw.clear();
      write();
      mode = "draw";
    }
    draw.setMode(mode === "draw" ? "polygon" : "select");
    if (mode === "draw") box.say?.(box.dataset["wordDraw"] ?? "");
    const first = outlines()[0];
    if (mode === "edit" && first?.id !== undefined) draw.selectFeature(first.id);
    for (const button of document.querySelectorAll<HTMLElement>("[data-draw-tools] [data-draw]"))
      button.setAttribute("aria-pressed", String(button.dataset["draw"] === mode));
  }

  show();
  draw.on("finish", () => {
    write();
    choose("edit");
  });
  field.addEventListener("change", show);
  for (const button of document.querySelectorAll<HTMLElement>("[data-draw-tools] [data-draw]"))
    button.addEventListener("click", () => choose(button.dataset["draw"] ?? "edit"));
  choose(outlines().length ? "edit" : "draw");
}

for (const box of document.querySelectorAll<Ready>("[data-map][data-draw]")) {
  if (box.chart) begin(box);
  else box.addEventListener("map:ready", () => begin(box), { once: true });
}
