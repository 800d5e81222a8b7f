/** 구역: what one should know standing in it. Names only, and of residents first names only. */
import type { Case } from "../types.ts";
import type { App, View } from "./app.ts";
import { badge, box, button, card, element, empty, say, way } from "./dom.ts";

export const zone: View = {
  title: "zone",
  show: (place, app) => {
    const taken = app.today;
    if (!taken) {
      place.append(empty(say("noTodayTitle"), say("noTodayText"), "map"));
      return;
    }
    place.append(
      card(taken.zone.title || taken.dong.name, "map", taken.zone.tongs.length ? box("ul", "street-lines", ...taken.zone.lines.map((line) => element("li", {}, line))) : box("p", "quiet", say("noZone"))),
      card(
        say("cases", { n: taken.cases.length }),
        "message",
        taken.cases.length ? box("ul", "street-list", ...taken.cases.map((one) => row(app, one))) : box("p", "quiet", say("noCases")),
      ),
      card(
        say("households", { n: taken.households.length }),
        "home",
        taken.households.length
          ? box("ul", "street-list", ...taken.households.map((one) => box("li", "", element("strong", {}, one.first_name ? say("politely", { name: one.first_name }) : say("namelessHousehold")), element("span", { class: "street-note" }, one.number))))
          : box("p", "quiet", say("noHouseholds")),
      ),
      card(
        say("contacts"),
        "users",
        taken.contacts.length
          ? box("ul", "street-list", ...taken.contacts.map((one) => box("li", "", element("strong", {}, one.name), element("span", { class: "street-note" }, one.title))))
          : box("p", "quiet", say("noContacts")),
      ),
    );
  },
};

function row(app: App, one: Case): HTMLElement {
  const record = button(say("recordHere", { title: one.title }), "tertiary", () => {
    app.start = {
      ...(one.address ? { address: one.address } : {}),
      ...(one.tong ? { tong: one.tong } : {}),
      ...(one.latitude !== null && one.longitude !== null ? { latitude: one.latitude, longitude: one.longitude } : {}),
    };
    app.go("/new");
  }, { icon: "camera", only: true });
  return box(
    "li",
    "street-case",
    box(
      "span",
      "",
      element("strong", {}, one.title),
      element("span", { class: "street-note" }, [one.category, one.tong ? say("tongNumber", { n: one.tong }) : "", one.address].filter(Boolean).join(" · ")),
      box("span", "street-badges", one.overdue ? badge(say("late"), "danger", "alert") : undefined, element("span", { class: "street-note" }, [one.due, one.state].filter(Boolean).join(" · "))),
      way(say("caseNumber", { n: one.number }), `/cases/${one.id}`, "text", "external"),
    ),
    record,
  );
}
