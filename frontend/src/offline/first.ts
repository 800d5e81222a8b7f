/**
 * The first screen of the phone's page, before anything else of it has come: the server writes this
 * into the page, right behind the keys of the PIN. They work from then on; the rest (field.ts) takes
 * over what stands there and what was typed meanwhile.
 */
import { displayClasses } from "../page/display.ts";
import { PIN_KEPT, SIGNED_IN } from "./hints.ts";

/** Screens that nobody has to unlock for, and where a PIN is chosen anew. */
const OPEN = /^#\/(new|queue|help|share|lock\/)/;
const MOST = 12;

/** As the cookie says: a page from the phone's cache knows nothing of what was chosen since. */
function dress(): void {
  const chosen = /(?:^|; )dongne_display=([a-z.]+)/.exec(document.cookie)?.[1];
  if (!chosen) return;
  const [step = "m", contrast] = chosen.split(".");
  document.documentElement.className = displayClasses(step, contrast !== undefined).join(" ");
}

function isKept(): boolean {
  try {
    return localStorage.getItem(PIN_KEPT) !== null;
  } catch {
    return false;
  }
}

/** What it is in all likelihood; the rest of the page knows, and puts it right. */
function stand(): void {
  const place = document.querySelector<HTMLElement>("[data-standing]");
  const kept = isKept();
  if (!place || OPEN.test(location.hash) || !(kept || document.cookie.includes(`${SIGNED_IN}=1`))) return;
  for (const one of place.querySelectorAll<HTMLElement>("[data-when]")) {
    if (one.dataset["when"] !== (kept ? "kept" : "new")) one.remove();
  }
  document.querySelector(".street-opening")?.remove();
  place.dataset["asks"] = kept ? "kept" : "new";
  place.hidden = false;
}

document.addEventListener("click", (event) => {
  const key = (event.target as Element).closest<HTMLElement>(".street-key");
  const field = key?.closest("form")?.querySelector("input");
  if (!key || !field) return;
  const digit = key.dataset["key"];
  field.value = digit ? (field.value + digit).slice(0, MOST) : field.value.slice(0, -1);
});

// Pressed before the rest has come: done as soon as it is there.
document.addEventListener("submit", (event) => {
  const form = (event.target as Element).closest<HTMLElement>(".street-pad");
  if (!form) return;
  event.preventDefault();
  if (!form.dataset["waits"]) return;
  form.dataset["waits"] = "pressed";
  const told = form.querySelector<HTMLElement>(".street-told");
  if (told) told.textContent = form.dataset["working"] ?? "";
  told?.classList.add("is-working");
});

dress();
stand();
