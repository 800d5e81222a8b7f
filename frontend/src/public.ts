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

/** Where one is, without a map: fills the two inputs that `data-here` names. */
function startHere(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-here]");
    if (!button) return;
    const inputs = (button.dataset["here"] ?? "").split(" ").map((id) => document.getElementById(id));
    const status = document.querySelector<HTMLElement>("[data-here-status]");
    const say = (text: string | undefined) => {
      if (status) status.textContent = text ?? "";
    };
    const failed = () => say(button.dataset["wordFailed"]);
    if (!navigator.geolocation) return failed();
    say(button.dataset["wordLooking"]);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        [coords.latitude, coords.longitude].forEach((value, at) => {
          const input = inputs[at];
          if (!(input instanceof HTMLInputElement)) return;
          input.value = value.toFixed(6);
          input.dispatchEvent(new Event("change", { bubbles: true }));
        });
        say(button.dataset["wordFound"]);
      },
      failed,
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}

/** What is heavy comes when it is opened: a page can be read without it. */
function startLater(): void {
  document.addEventListener(
    "toggle",
    (event) => {
      const box = event.target as HTMLDetailsElement;
      if (!box.open || !box.hasAttribute?.("data-later")) return;
      const template = box.querySelector("template");
      const place = box.querySelector("[data-later-place]");
      if (!template || !place) return;
      template.remove();
      place.append(document.importNode(template.content, true));
      // Scripts of a module that is loaded already do not run again.
      document.dispatchEvent(new Event("page:shown"));
    },
    true,
  );
}

if (typeof document !== "undefined") {
  startHere();
  startLater();
}
