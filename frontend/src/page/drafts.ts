import { isSending } from "./sending.ts";
import { element, word } from "./words.ts";

const PREFIX = "draft:";
const SENT = "draft-sent:";
const KEPT = "textarea, input:is([type=text], [type=search], [type=number], :not([type]))";

type Texts = Record<string, string>;
type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Is there something in the draft that the form does not show? */
export function differs(draft: Texts, shown: Texts): boolean {
  return Object.entries(draft).some(([name, text]) => text.trim() && text !== (shown[name] ?? ""));
}

function controls(form: HTMLFormElement): TextControl[] {
  // Whose name or number it is never stays in a browser.
  return Array.from(form.querySelectorAll<TextControl>(KEPT)).filter(
    (one) => one.name && !("noDraft" in one.dataset),
  );
}

function texts(form: HTMLFormElement): Texts {
  return Object.fromEntries(controls(form).map((one) => [one.name, one.value]));
}

/** A resident registration number is not even kept in the browser: its last six digits go. */
export function withoutNumbers(draft: Texts): Texts {
  const hidden = (text: string): string => text.replace(/(\d{6}[\s-]{0,3}\d)\d{6}(?!\d)/g, "$1******");
  return Object.fromEntries(Object.entries(draft).map(([name, text]) => [name, hidden(text)]));
}

function keep(form: HTMLFormElement): void {
  const key = form.dataset["draft"];
  if (key) sessionStorage.setItem(PREFIX + key, JSON.stringify(withoutNumbers(texts(form))));
}

function offer(form: HTMLFormElement, key: string, draft: Texts): void {
  const restore = element("button", { class: "button button-tertiary button-small", type: "button" }, word("draftRestore"));
  const drop = element("button", { class: "button button-text button-small", type: "button" }, word("draftDrop"));
  const actions = element("div", { class: "cluster" }, restore, drop);
  const body = element("div", { class: "alert-body" }, element("p", {}, word("draftFound")), actions);
  const note = element("div", { class: "alert alert-info draft-note", role: "status" }, body);
  restore.addEventListener("click", () => {
    for (const one of controls(form)) one.value = draft[one.name] ?? one.value;
    note.remove();
    controls(form)[0]?.focus();
  });
  drop.addEventListener("click", () => {
    sessionStorage.removeItem(PREFIX + key);
    note.remove();
  });
  form.prepend(note);
}

/** A form that was sent and is gone from a page of the office has arrived: forget its draft.
 * On sign-in and error pages nothing is known yet, so it is kept. */
function forgetArrived(): void {
  if (document.body.classList.contains("page-bare")) return;
  for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(SENT))) {
    const key = name.slice(SENT.length);
    sessionStorage.removeItem(name);
    const again = document.querySelector(`form[data-draft="${CSS.escape(key)}"]`);
    if (!again?.querySelector(".field-wrong, .error-summary")) sessionStorage.removeItem(PREFIX + key);
  }
}

export function showDrafts(): void {
  forgetArrived();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const key = form.dataset["draft"] ?? "";
    const stored = sessionStorage.getItem(PREFIX + key);
    if (!stored) continue;
    const draft = JSON.parse(stored) as Texts;
    if (differs(draft, texts(form))) offer(form, key, draft);
  }
}

export function startDrafts(): void {
  const touched = new WeakSet<HTMLFormElement>();
  let timer = 0;
  document.addEventListener("input", (event) => {
    const form = (event.target as Element).closest("form");
    if (!form) return;
    touched.add(form);
    if (!form.dataset["draft"]) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => keep(form), 300);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.matches("[data-forget-drafts]")) {
      sessionStorage.clear();
      return;
    }
    const key = form.dataset["draft"];
    if (!key) return;
    clearTimeout(timer);
    keep(form);
    sessionStorage.setItem(SENT + key, "1");
  });
  addEventListener("beforeunload", (event) => {
    const open = Array.from(document.querySelectorAll<HTMLFormElement>("form[data-guard]"));
    if (open.some((form) => touched.has(form) && !isSending(form))) event.preventDefault();
  });
}
