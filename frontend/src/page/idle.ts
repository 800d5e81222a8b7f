/** A session without work ends. Before it does, a dialog says so and one press goes on.
 *
 * The server decides: this asks it how long is left, since another tab may have worked. Whoever
 * types or presses something here is working, and the server is told of it before time runs out.
 */
import { element } from "./words.ts";

/** How many seconds before the end the warning comes; a third of very short sessions. */
export function warnAt(idle: number): number {
  return Math.max(20, Math.min(60, Math.floor(idle / 3)));
}

/** What is worth reading out: not every second. */
export function isTold(seconds: number): boolean {
  return [60, 30, 20, 10].includes(seconds);
}

interface Left {
  seconds: number;
}

let active = false;

async function ask(address: string, csrf?: string): Promise<number | null> {
  try {
    const init: RequestInit = csrf
      ? { method: "POST", headers: { "X-CSRFToken": csrf }, cache: "no-store" }
      : { cache: "no-store" };
    const answer = await fetch(address, init);
    if (!answer.ok) return null;
    return ((await answer.json()) as Left).seconds;
  } catch {
    // Without a network nothing is known; the server decides when it can be asked again.
    return null;
  }
}

function start(dialog: HTMLDialogElement): void {
  const { idle, leftUrl, stayUrl } = dialog.dataset;
  if (!idle || !leftUrl || !stayUrl) return;
  const warn = warnAt(Number(idle));
  const csrf = dialog.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  const count = dialog.querySelector<HTMLElement>("[data-idle-count]");
  const told = dialog.querySelector<HTMLElement>("[data-idle-told]");
  const words = dialog.dataset["words"] ?? "";
  let end = Date.now() + Number(idle) * 1000;
  let ticking = 0;

  const later = () => {
    clearTimeout(ticking);
    const wait = Math.max(1000, end - Date.now() - warn * 1000);
    ticking = window.setTimeout(() => void look(), wait);
    dialog.dataset["looksAt"] = String(Math.round((Date.now() + wait) / 1000));
  };
  const goOn = async () => {
    active = false;
    delete dialog.dataset["looksAt"];
    const seconds = await ask(stayUrl, csrf);
    if (seconds === 0) return over();
    end = Date.now() + (seconds ?? Number(idle)) * 1000;
    if (dialog.open) dialog.close();
    later();
  };
  const look = async () => {
    if (active) return goOn();
    const seconds = await ask(leftUrl);
    if (seconds !== null) end = Date.now() + seconds * 1000;
    if (seconds === 0) return over();
    if (end - Date.now() > (warn + 5) * 1000) return later();
    if (!dialog.open) dialog.showModal();
    tick();
  };
  const tick = () => {
    const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
    if (count) count.textContent = words.replace("{n}", String(seconds));
    if (told && isTold(seconds)) told.textContent = words.replace("{n}", String(seconds));
    clearTimeout(ticking);
    ticking = window.setTimeout(() => void (seconds > 0 ? tick() : look()), 1000);
  };
  const over = () => {
    clearTimeout(ticking);
    const gone = dialog.dataset["gone"] ?? "";
    const link = element("a", { class: "button button-primary", href: location.href }, dialog.dataset["again"] ?? "");
    dialog.querySelector(".dialog-body")?.replaceChildren(
      element("p", { role: "alert" }, gone), element("div", { class: "actions" }, link));
    if (!dialog.open) dialog.showModal();
    link.focus();
  };

  dialog.querySelector("[data-idle-stay]")?.addEventListener("click", () => void goOn());
  // Escape, and the cross, mean "I am here" as well.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    void goOn();
  });
  // A computer that slept does not count: what it shows on waking up is asked for at once.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void look();
  });
  later();
}

export function startIdle(): void {
  for (const kind of ["input", "keydown", "pointerdown"]) {
    addEventListener(kind, () => { active = true; }, { passive: true, capture: true });
  }
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-idle]");
  if (dialog) start(dialog);
}
