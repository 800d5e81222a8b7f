/** Choosing a place: tap, drag the pin, move it by arrow keys, or ask the device. The inputs beside
 * the map stay the truth: what is written there moves the pin. */
import { type LngLat, type LngLatLike, type Map as Chart, Marker } from "maplibre-gl";
import { type Area, coordinate, namesAt } from "./geometry.ts";

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

export interface Pick {
  chart: Chart;
  box: HTMLElement;
  latInput: HTMLInputElement;
  lngInput: HTMLInputElement;
  areas: () => Area[];
  say: (text: string) => void;
}

export function startPick({ chart, box, latInput, lngInput, areas, say }: Pick): { go: (place: LngLatLike) => void; clear: () => void } {
  const words = box.dataset;
  const pin = document.createElement("button");
  pin.type = "button";
  pin.className = "map-pin";
  const marker = new Marker({ element: pin, draggable: true, anchor: "bottom" });
  pin.setAttribute("aria-label", words["wordPin"] ?? "");

  const describe = ({ lng, lat }: LngLat) => {
    const names = namesAt(areas(), lng, lat).join(" ");
    say(`${words["wordPicked"] ?? ""}: ${names || `${lat.toFixed(5)}, ${lng.toFixed(5)}`}`);
    box.dispatchEvent(new CustomEvent("map:picked", { bubbles: true, detail: { lat, lng, names } }));
  };
  const write = () => {
    const place = marker.getLngLat();
    latInput.value = place.lat.toFixed(6);
    lngInput.value = place.lng.toFixed(6);
    for (const input of [latInput, lngInput]) input.dispatchEvent(new Event("input", { bubbles: true }));
    describe(place);
  };
  const put = (place: LngLatLike) => marker.setLngLat(place).addTo(chart);
  const read = () => {
    const lat = coordinate(latInput.value, 90);
    const lng = coordinate(lngInput.value, 180);
    if (lat === null || lng === null) return;
    put([lng, lat]);
    describe(marker.getLngLat());
    if (!chart.getBounds().contains([lng, lat])) chart.jumpTo({ center: [lng, lat] });
  };

  chart.on("click", (event) => {
    put(event.lngLat);
    write();
  });
  marker.on("dragend", write);
  pin.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 1 : 10;
    const at = chart.project(marker.getLngLat());
    marker.setLngLat(chart.unproject([at.x + step[0] * by, at.y + step[1] * by]));
    if (!chart.getBounds().contains(marker.getLngLat())) chart.panTo(marker.getLngLat());
    write();
  });
  // Enter or space on the map itself puts the pin in its middle: a start for the arrow keys.
  chart.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    put(chart.getCenter());
    write();
    pin.focus();
  });
  for (const input of [latInput, lngInput]) input.addEventListener("change", read);
  read();

  return {
    go(place) {
      put(place);
      chart.jumpTo({ center: place, zoom: Math.max(chart.getZoom(), 16) });
      write();
    },
    clear() {
      marker.remove();
      latInput.value = lngInput.value = "";
      say("");
    },
  };
}
