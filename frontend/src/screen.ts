// A screen in a hall: keys for who has no keyboard, and nothing left of who went away.
import { startAgain } from "./page/again.ts";

const wait = Number(document.body.dataset["idle"] ?? 0);
const warning = Number(document.body.dataset["idleWarning"] ?? 20);
const home = document.body.dataset["idleHome"] ?? "";

for (const shown of document.querySelectorAll<HTMLElement>(".with-js[hidden]")) shown.hidden = false;

function keypad(pad: HTMLElement): void {
  const names = (pad.dataset["keypadFor"] ?? "").split(" ");
  const fields = names
    .map((name) => document.getElementById(name))
    .filter((one) => one instanceof HTMLInputElement);
  let current = fields[0];
  for (const field of fields) {
    // The keys on the page are larger than any that would slide over them.
    field.inputMode = "none";
    field.addEventListener("focus", () => {
      current = field;
    });
  }
  current?.focus();
  pad.addEventListener("click", (event) => {
    const key = (event.target as Element).closest<HTMLElement>("[data-key]")?.dataset["key"];
    if (!key || !current) return;
    if (key === "back") current.value = current.value.slice(0, -1);
    else if (key === "next") fields[(fields.indexOf(current) + 1) % fields.length]?.focus();
    else if (current.value.length < 8) current.value += key;
    if (current.value.length === 8 && key !== "next" && key !== "back") {
      const next = fields[fields.indexOf(current) + 1];
      if (next && !next.value) next.focus();
    }
  });
}

function idle(): void {
  const dialog = document.querySelector<HTMLDialogElement>("[data-idle-dialog]");
  const left = dialog?.querySelector("[data-idle-left]");
  let since = Date.now();
  const stay = (): void => {
    since = Date.now();
    if (dialog?.open) dialog.close();
  };
  for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, stay);
  dialog?.querySelector("[data-idle-stay]")?.addEventListener("click", stay);
  setInterval(() => {
    const seconds = wait - Math.floor((Date.now() - since) / 1000);
    if (seconds <= 0) location.replace(home);
    else if (seconds <= warning && dialog) {
      if (left) left.textContent = String(seconds);
      if (!dialog.open) dialog.showModal();
    }
  }, 500);
}

document.querySelectorAll<HTMLElement>("[data-keypad-for]").forEach(keypad);
if (wait && home) idle();
startAgain();
// The browser's own printing; a kiosk is set up so that it asks nothing.
for (const frame of document.querySelectorAll<HTMLIFrameElement>("[data-print-frame]")) {
  frame.addEventListener("load", () => {
    try {
      frame.contentWindow?.print();
    } catch {
      // A viewer of documents that does not let itself be printed from outside has its own button.
    }
  });
}
// A page that was gone back to shows what somebody else typed: it is made anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(home || location.href);
});
