/** What screens are put together from: the markup of the house's components, made on the phone. */
import { element, icon, word } from "../../page/words.ts";

export { element, icon };

export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "accent";
export type Look = "primary" | "secondary" | "tertiary" | "danger" | "text";
type Part = Node | string | undefined | false;

/** A sentence that the server wrote into the page; `{name}` is filled in. */
export function say(name: string, values: Record<string, string | number> = {}): string {
  return word(name).replace(/\{(\w+)\}/g, (all, key: string) => String(values[key] ?? all));
}

/** As `element`, leaving out what is not there. */
export function box<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  css: string,
  ...parts: Part[]
): HTMLElementTagNameMap[K] {
  return element(tag, css ? { class: css } : {}, ...parts.filter((one): one is Node | string => !!one));
}

export function button(
  label: string,
  look: Look,
  press: (event: MouseEvent) => unknown,
  options: { icon?: string; large?: boolean; full?: boolean; only?: boolean } = {},
): HTMLButtonElement {
  const css = ["button", `button-${look}`];
  if (options.large) css.push("button-large");
  if (options.full) css.push("button-full");
  if (options.only) css.push("button-icon");
  const words = element("span", options.only ? { class: "sr-only" } : {}, label);
  const made = element("button", { type: "button", class: css.join(" ") }, words);
  if (options.icon) made.prepend(icon(options.icon));
  // The second press while the first is under way is ignored.
  let busy = false;
  made.addEventListener("click", (event) => {
    if (busy) return;
    const work = press(event);
    if (!(work instanceof Promise)) return;
    busy = true;
    made.setAttribute("aria-busy", "true");
    void work.finally(() => {
      busy = false;
      made.removeAttribute("aria-busy");
    });
  });
  return made;
}

export function way(label: string, href: string, look: Look, sign = ""): HTMLAnchorElement {
  const made = element("a", { href, class: `button button-${look}` }, element("span", {}, label));
  if (sign) made.prepend(icon(sign));
  return made;
}

export function badge(label: string, tone: Tone, sign: string): HTMLElement {
  return box("span", `badge badge-${tone}`, icon(sign), element("span", {}, label));
}

const SIGNS: Record<Tone, string> = {
  neutral: "circle",
  info: "info",
  success: "check-circle",
  warning: "alert",
  danger: "x-circle",
  accent: "sun",
};

export function notice(tone: Tone, title: string, text: string, ...more: Part[]): HTMLElement {
  const inside = box(
    "div",
    "alert-body",
    title && box("p", "alert-title", title),
    text && box("p", "", text),
    ...more,
  );
  return box("div", `alert alert-${tone}`, icon(SIGNS[tone]), inside);
}

export function card(title: string, sign: string, ...parts: Part[]): HTMLElement {
  const head = box("div", "card-head", box("h2", "card-title", icon(sign), title));
  return box("section", "card", head, ...parts);
}

export function empty(title: string, text: string, sign: string): HTMLElement {
  return box("div", "street-empty", icon(sign), box("p", "street-empty-title", title), box("p", "quiet", text));
}

/** Said to whoever hears the page. */
export function announce(text: string): void {
  const place = document.querySelector<HTMLElement>("[data-say]");
  if (!place) return;
  place.textContent = "";
  // The same sentence twice is heard twice.
  setTimeout(() => {
    place.textContent = text;
  }, 60);
}

let toastGone = 0;

/** A sentence above the tabs for some seconds; with a way back where there is one. */
export function toast(text: string, undo?: { label: string; press: () => unknown }): void {
  const place = document.querySelector<HTMLElement>("[data-toast]");
  if (!place) return;
  place.replaceChildren(element("p", {}, text));
  if (undo) {
    place.append(
      button(undo.label, "text", () => {
        place.hidden = true;
        return undo.press();
      }),
    );
  }
  place.hidden = false;
  clearTimeout(toastGone);
  toastGone = window.setTimeout(() => {
    place.hidden = true;
  }, 6000);
}

/** What a toast says, and what it offers, is for whoever has the phone open. */
export function hush(): void {
  const place = document.querySelector<HTMLElement>("[data-toast]");
  if (place) place.hidden = true;
}

/** A second question. False when it was closed without an answer. */
export function ask(title: string, text: string, yes: string, danger = true): Promise<boolean> {
  return new Promise((answer) => {
    const made = element("dialog", { class: "street-ask", "aria-labelledby": "ask-title" });
    const end = (value: boolean): void => {
      made.close();
      made.remove();
      answer(value);
    };
    made.append(
      element("h2", { id: "ask-title" }, title),
      box("p", "", text),
      box(
        "div",
        "street-ask-ways",
        button(say("cancel"), "tertiary", () => end(false), { large: true }),
        button(yes, danger ? "danger" : "primary", () => end(true), { large: true }),
      ),
    );
    made.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    document.body.append(made);
    made.showModal();
  });
}
