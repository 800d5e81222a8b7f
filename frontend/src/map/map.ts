/** `<div data-map …>`: every option is a data attribute (`docs/design-system.md`). */
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { AttributionControl, addProtocol, Map as Chart, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import { drawAreas, loadAreas, paintAreas, writeNames } from "./base.ts";
import { startCases } from "./cases.ts";
import { type Area, boxOf, coordinate } from "./geometry.ts";
import { colour, letters } from "./look.ts";
import { startPick } from "./pick.ts";
import { boundsOf, drawPoints, loadPoints, paintPoints } from "./points.ts";

const SEOUL: [number, number] = [126.978, 37.5665];

function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function emptyStyle(tiles: string, credit: string): StyleSpecification {
  const style: StyleSpecification = {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": "#f5f1eb" } }],
  };
  if (tiles) {
    style.sources["tiles"] = { type: "raster", tiles: [tiles], tileSize: 256, attribution: credit };
    style.layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  return style;
}

function input(id: string | undefined): HTMLInputElement | null {
  const found = id ? document.getElementById(id) : null;
  return found instanceof HTMLInputElement ? found : null;
}

function tool(box: HTMLElement, icon: string, label: string, press: () => void): HTMLButtonElement {
  const sprite = box.dataset["sprite"] ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-tool";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${encodeURI(sprite)}#${icon}"></use></svg>`;
  button.addEventListener("click", press);
  return button;
}

async function start(box: HTMLElement): Promise<void> {
  if (box.dataset["started"]) return;
  box.dataset["started"] = "1";
  const words = box.dataset;
  const canvas = box.querySelector<HTMLElement>(".map-canvas");
  const status = box.querySelector<HTMLElement>(".map-status");
  if (!canvas || !status) return;
  const say = (text: string) => (status.textContent = text);
  if (!hasWebGl()) {
    box.classList.add("is-off");
    say(words["wordNoWebgl"] ?? "");
    return;
  }
  if (words["worker"]) setWorkerUrl(words["worker"]);

  const lat = coordinate(words["lat"] ?? "", 90);
  const lng = coordinate(words["lng"] ?? "", 180);
  const chart = new Chart({
    container: canvas,
    style: emptyStyle(words["tiles"] ?? "", words["tilesCredit"] ?? ""),
    center: lat !== null && lng !== null ? [lng, lat] : SEOUL,
    zoom: Number(words["zoom"] ?? 15),
    attributionControl: words["tilesCredit"] ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    // A wheel that scrolls the page must not be caught by a map on the way.
    scrollZoom: "tall" in words,
    fadeDuration: 0,
    localIdeographFontFamily: letters(),
    locale: { "Map.Title": words["label"] ?? "" },
  });
  chart.touchZoomRotate.disableRotation();

  let areas: Area[] = [];
  let over = Boolean(words["tiles"]);
  let repaint: () => void = () => undefined;
  const tools = document.createElement("div");
  tools.className = "map-tools";
  tools.append(
    tool(box, "plus", words["wordZoomIn"] ?? "", () => chart.zoomIn()),
    tool(box, "minus", words["wordZoomOut"] ?? "", () => chart.zoomOut()),
  );
  const latInput = input(words["latInput"]);
  const lngInput = input(words["lngInput"]);
  if (latInput && lngInput) {
    const pick = startPick({ chart, box, latInput, lngInput, areas: () => areas, say });
    tools.append(
      tool(box, "locate", words["wordLocate"] ?? "", () => {
        say(words["wordLocating"] ?? "");
        navigator.geolocation?.getCurrentPosition(
          ({ coords }) => pick.go([coords.longitude, coords.latitude]),
          () => say(words["wordDenied"] ?? ""),
          { enableHighAccuracy: true, timeout: 10_000 },
        );
        if (!navigator.geolocation) say(words["wordDenied"] ?? "");
      }),
      tool(box, "x", words["wordClear"] ?? "", () => pick.clear()),
    );
  }
  canvas.append(tools);
  // The map appears when all of it is painted; tiles from afar are not waited for long.
  const appear = () => box.classList.add("is-painted");
  setTimeout(appear, 2500);

  try {
    const [loaded, points] = await Promise.all([
      words["baseUrl"] ? loadAreas(words["baseUrl"]) : Promise.resolve([]),
      loadPoints(box),
    ]);
    areas = loaded;
    if (!chart.isStyleLoaded()) await chart.once("load");
    if (words["package"]) {
      // Streets come as a file of their own, where the office has them.
      const { drawTiles } = await import("./tiles.ts");
      const streets = await drawTiles(chart, words["package"], { addProtocol, AttributionControl, colour });
      over ||= streets !== null;
      repaint = () => streets?.paint();
    }
    drawAreas(chart, areas, over);
    const own = areas.filter((area) => area.properties.layer === "mine");
    const dong = areas.filter((area) => area.properties.layer === "dong");
    const mine = own.length && words["frame"] !== "dong";
    const frame = (points && boundsOf(points)) ?? boxOf(mine ? own : dong.length ? dong : areas);
    // Nothing that matters lies under the tools at the right edge.
    const padding = { top: 20, bottom: 20, left: 20, right: tools.offsetWidth + 20 };
    if (frame && lat === null && !latInput?.value) chart.fitBounds(frame, { padding, animate: false, maxZoom: 16.5 });
    if (points) drawPoints(chart, points);
    writeNames(chart, areas, points);
    if (latInput?.value) latInput.dispatchEvent(new Event("change"));
    if (words["casesUrl"]) startCases(chart, box, say);
    // Drawing comes as a file of its own, on the page that draws.
    Object.assign(box, { chart, say });
    box.dispatchEvent(new Event("map:ready"));
    void chart.once("idle").then(appear);
  } catch {
    appear();
    say(words["wordFailed"] ?? "");
  }
  // Contrast mode and screen size are classes of the root element.
  new MutationObserver(() => {
    repaint();
    paintAreas(chart);
    paintPoints(chart);
    chart.resize();
  }).observe(document.documentElement, { attributeFilter: ["class"] });
}

function startAll(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-map]")) void start(box);
}

document.addEventListener("page:shown", startAll);
startAll();
