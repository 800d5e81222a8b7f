/** Pages for everybody: reading the page aloud. Nothing here is needed to use them. */
const PARTS = "h1, h2, h3, p, li, legend, dt, dd, summary, figcaption, label, .button, .door";

/** What is read, in the order of the page: each part once, what is hidden never. */
export function partsOf(root: ParentNode): HTMLElement[] {
  const found = Array.from(root.querySelectorAll<HTMLElement>(PARTS));
  return found.filter((one) => {
    if (one.closest("[hidden], [aria-hidden=true], template, .map, .sr-only")) return false;
    const closed = one.closest("details:not([open])");
    if (closed && one.tagName !== "SUMMARY") return false;
    // The innermost part speaks; a part around others would say them twice.
    return !one.querySelector(PARTS) && Boolean(wordsOf(one));
  });
}

function wordsOf(one: HTMLElement): string {
  return (one.textContent ?? "").replace(/\s+/g, " ").trim();
}

let reading: HTMLElement[] = [];

function mark(one?: HTMLElement): void {
  document.querySelector(".is-read")?.classList.remove("is-read");
  one?.classList.add("is-read");
  one?.scrollIntoView({ block: "nearest" });
}

function stop(button: HTMLElement): void {
  reading = [];
  speechSynthesis.cancel();
  mark();
  show(button, false);
}

function show(button: HTMLElement, on: boolean): void {
  const word = button.querySelector<HTMLElement>("[data-word]");
  if (!word) return;
  button.dataset["wordRead"] ??= word.textContent ?? "";
  word.textContent = (on ? button.dataset["wordStop"] : button.dataset["wordRead"]) ?? "";
  button.setAttribute("aria-pressed", String(on));
}

function next(button: HTMLElement): void {
  const one = reading.shift();
  if (!one) return stop(button);
  const said = new SpeechSynthesisUtterance(wordsOf(one));
  said.lang = one.closest<HTMLElement>("[lang]")?.lang ?? "ko";
  said.rate = 0.9;
  const mine = reading;
  said.onend = said.onerror = () => {
    if (mine === reading) next(button);
  };
  mark(one);
  speechSynthesis.speak(said);
}

function start(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-read-aloud]")) {
    button.hidden = false;
  }
}

if (typeof document !== "undefined" && "speechSynthesis" in window) {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-read-aloud]");
    if (!button) return;
    if (button.getAttribute("aria-pressed") === "true") return stop(button);
    speechSynthesis.cancel();
    reading = partsOf(document.getElementById("main") ?? document);
    show(button, true);
    next(button);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
  document.addEventListener("page:shown", start);
  start();
}
