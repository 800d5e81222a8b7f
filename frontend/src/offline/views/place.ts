/** Where it was: by the phone, by a tap on the map, or by an address. */
import type { App } from "./app.ts";
import { pickOnChart } from "./chartbox.ts";
import { box, button, element, icon, say } from "./dom.ts";
import { type Areas, areasOf, tongAt } from "./ground.ts";
import type { Writing } from "./writing.ts";

const PATIENCE_MS = 20_000;

export interface PlaceField {
  box: HTMLElement;
  stop(): void;
}

export function placeField(app: App, writing: Writing): PlaceField {
  const { body } = writing;
  const line = element("p", { class: "street-place-line", role: "status" });
  const address = element("input", {
    id: "address",
    class: "input",
    type: "text",
    maxlength: "200",
    autocomplete: "off",
    placeholder: say("addressExample"),
  });
  address.value = body.address ?? "";
  const typed = box(
    "div",
    "street-block",
    element("label", { for: "address", class: "street-label" }, say("address")),
    address,
  );
  typed.hidden = !address.value;
  address.addEventListener("input", () => writing.set({ address: address.value.trim() }));
  const tong = element("select", { class: "input", id: "tong" }, element("option", { value: "" }, say("noTong")));
  let areas: Areas | undefined;
  let asking = false;
  let gone = false;

  const tongs = new Set(app.today?.zone.tongs ?? []);
  if (body.tong) tongs.add(body.tong);
  for (const number of [...tongs].sort((a, b) => a - b)) {
    tong.append(element("option", { value: String(number) }, say("tongNumber", { n: number })));
  }
  tong.value = body.tong ? String(body.tong) : "";
  tong.addEventListener("change", () => {
    if (tong.value) writing.set({ tong: Number(tong.value) }, false);
    else {
      delete body.tong;
      writing.set({}, false);
    }
  });

  function tell(text: string, sign: string): void {
    line.replaceChildren(icon(sign), element("span", {}, text));
  }

  function found(latitude: number, longitude: number, how: string): void {
    if (gone) return;
    const number = tongAt(areas, latitude, longitude);
    const part: Partial<typeof body> = {
      latitude: Math.round(latitude * 1e6) / 1e6,
      longitude: Math.round(longitude * 1e6) / 1e6,
    };
    if (number !== undefined) {
      part.tong = number;
      if (!tong.querySelector(`[value="${number}"]`)) {
        tong.append(element("option", { value: String(number) }, say("tongNumber", { n: number })));
      }
      tong.value = String(number);
    }
    writing.set(part, false);
    tell([number === undefined ? "" : say("tongNumber", { n: number }), how].filter(Boolean).join(" · "), "pin");
  }

  /** The phone's own position. What somebody has chosen meanwhile is not taken away. */
  function locate(chosen: boolean): void {
    if (asking) return;
    if (!navigator.geolocation) {
      tell(say("placeNone"), "alert");
      return;
    }
    asking = true;
    tell(say("placeSearching"), "locate");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        asking = false;
        if (!chosen && body.latitude !== undefined) return;
        found(coords.latitude, coords.longitude, say("placeHere", { n: Math.round(coords.accuracy) }));
      },
      (problem) => {
        asking = false;
        if (body.latitude === undefined) tell(say(problem.code === 1 ? "placeDenied" : "placeNotFound"), "alert");
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  }

  const made = box(
    "section",
    "street-block",
    element("h2", { class: "street-label" }, say("place")),
    line,
    box(
      "div",
      "street-ways",
      button(say("placeAgain"), "tertiary", () => locate(true), { icon: "locate" }),
      button(say("placeMap"), "tertiary", async () => {
        const at = await pickOnChart(app, { latitude: body.latitude, longitude: body.longitude });
        if (at) found(at.latitude, at.longitude, say("placeChosen"));
      }, { icon: "map" }),
      button(say("placeAddress"), "tertiary", () => {
        typed.hidden = false;
        address.focus();
      }, { icon: "pencil" }),
    ),
    typed,
    box("div", "street-block", element("label", { for: "tong", class: "street-label" }, say("tong")), tong),
  );
  void areasOf(app).then((known) => {
    areas = known;
    if (body.latitude !== undefined && body.longitude !== undefined) {
      found(body.latitude, body.longitude, say("placeKept"));
    } else if (!body.address) locate(false);
    else tell(body.address, "pin");
  });
  return {
    box: made,
    stop: () => {
      gone = true;
    },
  };
}
