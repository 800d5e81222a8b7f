import { element, icon, word } from "./words.ts";

const OFF = "dongne_hotkeys_off";

/** The letter on the key cap, also while the keyboard writes Hangul (`ㅓ` is the key `j`). */
export function keyOf(event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  return letter ?? event.key.toLowerCase();
}

/** The row to go to from `current` (-1: none yet), staying inside the list. */
export function nextRow(current: number, step: 1 | -1, count: number): number {
  if (current < 0) return step === 1 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, current + step));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])"))
  );
}

function isShown(one: HTMLElement): boolean {
  return one.offsetParent !== null || one.getClientRects().length > 0;
}

function moveInRows(key: string): boolean {
  const list = Array.from(document.querySelectorAll<HTMLElement>("[data-row-next]")).find(isShown);
  const { rowNext, rowPrevious } = list?.dataset ?? {};
  if (!list || (key !== rowNext && key !== rowPrevious)) return false;
  const rows = Array.from(list.querySelectorAll<HTMLElement>("[data-row]"));
  const current = rows.findIndex((row) =>
    (row.closest("[data-row-box]") ?? row).contains(document.activeElement));
  const row = rows[nextRow(current, key === rowNext ? 1 : -1, rows.length)];
  if (row && row.tabIndex < 0) row.tabIndex = -1;
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

function press(key: string): boolean {
  // What belongs to a row is pressed only in the row on which the focus is.
  const row = document.activeElement?.closest("[data-row-box], [data-row]");
  const within = row?.closest("[data-row-box]") ?? row;
  const own = Array.from(within?.querySelectorAll<HTMLElement>(`[data-row-hotkey="${CSS.escape(key)}"]`) ?? []);
  const selector = `[data-hotkey="${CSS.escape(key)}"]`;
  const found = [within ?? document, document]
    .flatMap((root) => Array.from(root.querySelectorAll<HTMLElement>(selector)))
    .concat(own)
    .find(isShown);
  if (!found) return false;
  if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
  else found.click();
  return true;
}

function labelOf(one: HTMLElement): string {
  return (
    one.dataset["hotkeyLabel"] ??
    one.querySelector(".nav-label")?.textContent ??
    one.getAttribute("aria-label") ??
    one.textContent ??
    ""
  ).trim();
}

function showHelp(): void {
  const rows = new Map<string, string>();
  for (const one of document.querySelectorAll<HTMLElement>("[data-hotkey], [data-row-hotkey]")) {
    const key = one.dataset["hotkey"] ?? one.dataset["rowHotkey"] ?? "";
    if (isShown(one) && !rows.has(key)) rows.set(key, labelOf(one));
  }
  const list = document.querySelector<HTMLElement>("[data-row-next]");
  if (list) {
    rows.set(list.dataset["rowNext"] ?? "j", word("nextRow"));
    rows.set(list.dataset["rowPrevious"] ?? "k", word("previousRow"));
  }
  rows.set("?", word("hotkeysHelp"));
  const table = element("dl", { class: "facts" });
  for (const [key, label] of rows) {
    const keys = element("dt", {}, element("kbd", {}, key));
    table.append(element("div", {}, keys, element("dd", {}, label)));
  }
  const use = element("input", { type: "checkbox" });
  use.checked = localStorage.getItem(OFF) === null;
  use.addEventListener("change", () => {
    if (use.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  const close = element("button", { class: "button button-text button-icon", type: "button",
    "aria-label": word("close"), "data-close": "" }, icon("x"));
  const title = element("h2", { id: "hotkeys-title" }, word("hotkeysTitle"));
  const head = element("div", { class: "dialog-head" }, title, close);
  const choice = element("label", { class: "choice" }, use, element("span", {}, word("hotkeysUse")));
  const note = element("p", { class: "quiet" }, word("hotkeysNote"));
  const body = element("div", { class: "dialog-body stack" }, table, choice, note);
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "hotkeys-title" }, head, body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function startHotkeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = keyOf(event);
    if (key === "?") showHelp();
    else if (localStorage.getItem(OFF) !== null) return;
    else if (!moveInRows(key) && !press(key)) return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-hotkeys-help]")) showHelp();
  });
}
