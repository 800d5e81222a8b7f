/** Photos of a record: the camera first, each with what it shows, before or after. */
import type { Role } from "../types.ts";
import type { App } from "./app.ts";
import { ask, box, button, element, icon, say } from "./dom.ts";
import type { Writing } from "./writing.ts";

const ROLES: Role[] = ["before", "during", "after"];

interface Options {
  app: App;
  writing: Writing;
  /** With a role: of that photo. */
  shoot: (role?: Role) => void;
  pick: () => void;
}

export interface Strip {
  box: HTMLElement;
  originalChoice: HTMLElement;
  draw(): void;
  busy(count: number): void;
  original(): boolean;
  stop(): void;
}

export function photoStrip({ app, writing, shoot, pick }: Options): Strip {
  const urls = new Map<string, string>();
  const original = element("input", { type: "checkbox", id: "original" });
  const list = element("ul", { class: "street-photos" });
  const pair = box("div", "street-pair");
  const made = box(
    "section",
    "street-block",
    element("h2", { class: "sr-only" }, say("photos")),
    list,
    box(
      "div",
      "street-shoot",
      button(say("shoot"), "secondary", () => shoot(), { icon: "camera", large: true }),
      button(say("gallery"), "tertiary", () => pick(), { icon: "image", large: true }),
    ),
    pair,
  );

  function draw(): void {
    const photos = writing.body.photos ?? [];
    list.hidden = !photos.length;
    list.replaceChildren(...photos.map((photo, place) => item(photo, place)));
    pair.replaceChildren();
    const roles = new Set(photos.map((one) => one.role));
    if (roles.has("before") && !roles.has("after")) {
      pair.append(button(say("shootAfter"), "secondary", () => shoot("after"), { icon: "camera" }));
    }
  }

  function item(photo: { sha256: string; role: Role }, place: number): HTMLElement {
    const name = say("photoNumber", { n: place + 1 });
    const picture = element("img", { alt: name, width: "96", height: "96" });
    const known = urls.get(photo.sha256);
    if (known) picture.src = known;
    else if (writing.id) {
      void app.core.records.piece(writing.id, photo.sha256).then((blob) => {
        if (!blob) return;
        const url = URL.createObjectURL(blob);
        urls.set(photo.sha256, url);
        picture.src = url;
      }, () => undefined);
    }
    const role = element("select", { class: "input", "aria-label": say("photoRole", { name }) });
    for (const one of ROLES) role.append(element("option", { value: one }, say(`role${one[0]?.toUpperCase()}${one.slice(1)}`)));
    role.value = photo.role;
    role.addEventListener("change", () => {
      const photos = (writing.body.photos ?? []).map((other) =>
        other.sha256 === photo.sha256 ? { ...other, role: role.value as Role } : other,
      );
      writing.set({ photos });
      draw();
    });
    const remove = button(say("photoRemove", { name }), "tertiary", async () => {
      if (!(await ask(say("photoRemoveTitle"), say("photoRemoveText"), say("remove")))) return;
      await writing.remove(photo.sha256);
      draw();
    }, { icon: "x", only: true });
    return box("li", "street-photo", picture, role, remove);
  }

  draw();
  return {
    box: made,
    originalChoice: box(
      "label",
      "choice",
      original,
      box("span", "", element("strong", {}, say("original")), element("span", { class: "street-note" }, say("originalNote"))),
    ),
    draw,
    busy: (count) => {
      list.hidden = false;
      list.append(box("li", "street-photo is-coming", icon("image"), element("span", {}, say("photoComing", { n: count }))));
    },
    original: () => original.checked,
    stop: () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
    },
  };
}
