/** Cases of everybody's map: markers of what is in view, groups farther out, asked anew as it moves.
 * The list on the page says the same; nothing is known here that is not there. */
import { type Map as Chart, Marker, Popup } from "maplibre-gl";
import { type Answer, boxText, type Case, fill, keyOf, type Spot, stateWord, sums, type Words } from "./spots.ts";

const WAIT_MS = 200;
const CLOSEST = 18;

export function startCases(chart: Chart, box: HTMLElement, say: (text: string) => void): void {
  const told = document.getElementById(box.dataset["words"] ?? "")?.textContent;
  if (!told) return;
  const words = JSON.parse(told) as Words;
  const sprite = box.dataset["sprite"] ?? "";
  const lang = document.documentElement.lang || "ko";
  const number = new Intl.NumberFormat(lang);
  const date = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });
  const standing = new Map<string, Marker>();
  let asked: AbortController | null = null;
  let waiting = 0;

  const icon = (name: string) =>
    `<svg class="icon" aria-hidden="true"><use href="${encodeURI(sprite)}#${encodeURIComponent(name)}"></use></svg>`;

  function paragraph(text: string): HTMLElement {
    const made = document.createElement("p");
    made.textContent = text;
    return made;
  }

  function spoken(text: string): HTMLElement {
    const made = document.createElement("span");
    made.className = "sr-only";
    made.textContent = text;
    return made;
  }

  function card(at: [number, number], head: string, lines: string[], href: string, label: string): void {
    const made = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = head;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = label;
    link.className = "row-action";
    made.append(title, ...lines.map(paragraph), link);
    new Popup({ maxWidth: "300px", offset: 24 }).setLngLat(at).setDOMContent(made).addTo(chart);
  }

  function listOf(cell: string): string {
    const query = new URLSearchParams(box.dataset["listQuery"] ?? "");
    query.set("at", cell);
    return `?${query.toString()}#list`;
  }

  function single(spot: Case, at: [number, number]): HTMLButtonElement {
    const made = document.createElement("button");
    const kind = words.kinds[spot.category];
    const day = date.format(new Date(`${spot.received}T00:00:00Z`));
    const state = stateWord(words, spot);
    made.className = `case-marker case-marker-${spot.open ? "open" : "closed"}${spot.place === "tong" ? " case-marker-about" : ""}`;
    made.innerHTML = icon(spot.open ? (kind?.icon ?? "pin") : "check");
    const label = fill(words.single, { kind: kind?.name ?? "", state, day });
    made.append(spoken(spot.place === "tong" ? `${label}. ${words.about}` : label));
    made.addEventListener("click", (event) => {
      // The map would take it for a press on itself and close the card at once.
      event.stopPropagation();
      const lines = [state, fill(words.received, { day }), ...(spot.place === "tong" ? [words.about] : [])];
      card(at, kind?.name ?? "", lines, words.case.replace("NUMBER", spot.number), words.more);
    });
    return made;
  }

  function group(spot: Spot, cell: string, at: [number, number]): HTMLButtonElement {
    const made = document.createElement("button");
    const counts = { n: number.format(spot.n), open: number.format(spot.open) };
    made.className = "case-marker case-marker-many";
    const seen = document.createElement("span");
    seen.setAttribute("aria-hidden", "true");
    seen.textContent = counts.n;
    made.append(seen, spoken(`${fill(words.group, counts)}. ${words.closer}`));
    made.addEventListener("click", (event) => {
      event.stopPropagation();
      const zoom = chart.getZoom();
      if (zoom < CLOSEST - 0.1) {
        chart.easeTo({ center: at, zoom: Math.min(zoom + 2, CLOSEST), essential: false });
        return;
      }
      card(at, fill(words.here, counts), [], listOf(cell), fill(words.list, counts));
    });
    return made;
  }

  function draw(answer: Answer): void {
    const wanted = new Set<string>();
    for (const { geometry, properties } of answer.features) {
      const key = keyOf(properties, geometry.coordinates);
      wanted.add(key);
      // What stays keeps its element, and so the focus.
      if (standing.has(key)) continue;
      const at = geometry.coordinates;
      const made = "number" in properties ? single(properties, at) : group(properties, properties.cell, at);
      made.type = "button";
      standing.set(key, new Marker({ element: made }).setLngLat(at).addTo(chart));
      // A button that says itself what it is: the map's own words for markers go.
      for (const name of ["role", "aria-label", "tabindex"]) made.removeAttribute(name);
    }
    for (const [key, marker] of standing) {
      if (wanted.has(key)) continue;
      marker.remove();
      standing.delete(key);
    }
    const { n, open } = sums(answer);
    const counts = { n: number.format(n), open: number.format(open), closed: number.format(n - open) };
    say(n ? fill(words.seen, counts) : words.none);
  }

  async function load(): Promise<void> {
    const view = chart.getBounds();
    const bbox = boxText([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()]);
    const link = document.querySelector<HTMLAnchorElement>("[data-map-list]");
    if (link) {
      const query = new URLSearchParams(box.dataset["listQuery"] ?? "");
      query.set("bbox", bbox);
      link.href = `?${query.toString()}#list`;
      link.hidden = false;
    }
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams(box.dataset["casesQuery"] ?? "");
    query.set("bbox", bbox);
    query.set("zoom", chart.getZoom().toFixed(1));
    try {
      const answer = await fetch(`${box.dataset["casesUrl"]}?${query.toString()}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      draw((await answer.json()) as Answer);
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === "AbortError")) say(words.failed);
    }
  }

  const frame = (box.dataset["box"] ?? "").split(",").map(Number);
  if (frame.length === 4 && frame.every(Number.isFinite))
    chart.fitBounds(frame as [number, number, number, number], { animate: false, padding: 10 });
  chart.setMaxZoom(CLOSEST + 1);
  chart.on("moveend", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void load(), WAIT_MS);
  });
  void load();
}
