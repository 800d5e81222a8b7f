/**
 * The call screen, a number on a telephone, the officer's desk: a part of the page is asked for
 * every few seconds and takes its own place when it has changed. A call is rung and spoken once.
 * Without JavaScript these pages load themselves anew.
 */

interface Polled {
  box: HTMLElement;
  tag: string;
  said: string;
  failures: number;
}

/** Pure: whether what is shown now is a call that was not announced yet. */
export function isNewCall(said: string, key: string | undefined): key is string {
  return Boolean(key) && key !== said;
}

/** Pure: seconds until the next try; a network that is gone is not hammered. */
export function waitAfter(every: number, failures: number): number {
  return Math.min(every * 2 ** Math.min(failures, 4), 30);
}

let audio: AudioContext | undefined;

/** Two tones, an octave of a door bell: heard over a room, kind to hearing aids. */
function ring(): void {
  if (!audio || audio.state !== "running") return;
  const begin = audio.currentTime;
  for (const [index, pitch] of [659, 523].entries()) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    const at = begin + index * 0.45;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, at);
    loud.gain.exponentialRampToValueAtTime(0.4, at + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.7);
    tone.connect(loud).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.75);
  }
}

function speak(text: string): void {
  if (!("speechSynthesis" in window)) return;
  const said = new SpeechSynthesisUtterance(text);
  said.lang = document.documentElement.lang || "ko";
  said.rate = 0.9;
  window.setTimeout(() => speechSynthesis.speak(said), 1100);
}

function announce(polled: Polled): void {
  const call = polled.box.querySelector<HTMLElement>("[data-call]");
  const key = call?.dataset["call"];
  if (!call || !isNewCall(polled.said, key)) return;
  polled.said = key;
  if (!("speak" in polled.box.dataset)) return;
  ring();
  speak(call.dataset["say"] ?? "");
  if ("vibrate" in polled.box.dataset) navigator.vibrate?.([300, 150, 300]);
}

function lost(on: boolean): void {
  for (const sign of document.querySelectorAll<HTMLElement>("[data-lost]")) sign.hidden = !on;
}

/** What has the focus keeps it: by its name and value, since the part is a new one. */
function replace(box: HTMLElement, html: string): void {
  const had = document.activeElement;
  const inside = had instanceof HTMLElement && box.contains(had) ? had : undefined;
  const name = inside?.getAttribute("name");
  const value = inside?.getAttribute("value");
  const opened = Array.from(box.querySelectorAll("details"), (one) => one.open);
  box.innerHTML = html;
  for (const [index, one] of box.querySelectorAll("details").entries()) {
    one.open = opened[index] ?? one.open;
  }
  if (!name) return;
  const same = Array.from(box.querySelectorAll<HTMLElement>("[name]")).find(
    (one) => one.getAttribute("name") === name && one.getAttribute("value") === value,
  );
  same?.focus();
}

async function ask(polled: Polled): Promise<void> {
  const address = polled.box.dataset["poll"] ?? "";
  try {
    const answer = await fetch(address, {
      headers: polled.tag ? { "If-None-Match": polled.tag } : {},
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    });
    if (answer.status === 200) {
      polled.tag = answer.headers.get("ETag") ?? "";
      replace(polled.box, await answer.text());
      announce(polled);
    } else if (answer.status !== 304) {
      throw new Error(String(answer.status));
    }
    polled.failures = 0;
    lost(false);
  } catch {
    polled.failures += 1;
    if (polled.failures > 1) lost(true);
  }
}

function follow(box: HTMLElement): void {
  const every = Number(box.dataset["every"]) || 5;
  const shown = box.querySelector<HTMLElement>("[data-call]")?.dataset["call"] ?? "";
  const polled: Polled = { box, tag: "", said: shown, failures: 0 };
  const turn = async (): Promise<void> => {
    if (!document.hidden) await ask(polled);
    window.setTimeout(() => void turn(), waitAfter(every, polled.failures) * 1000);
  };
  window.setTimeout(() => void turn(), every * 1000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void ask(polled);
  });
}

/** Browsers ring only after somebody has pressed something once. */
function offerSound(button: HTMLElement): void {
  button.hidden = false;
  if (button.parentElement?.classList.contains("with-js")) button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    audio ??= new AudioContext();
    void audio.resume().then(ring);
    const word = button.querySelector("[data-word]");
    if (word) word.textContent = button.dataset["wordOn"] ?? "";
    button.setAttribute("aria-pressed", "true");
  });
}

if (typeof document !== "undefined") {
  for (const box of document.querySelectorAll<HTMLElement>("[data-poll]")) follow(box);
  for (const one of document.querySelectorAll<HTMLElement>("[data-sound]")) offerSound(one);
  for (const one of document.querySelectorAll<HTMLElement>("button[data-print]")) {
    one.hidden = false;
    one.addEventListener("click", () => window.print());
  }
  const back = document.querySelector<HTMLElement>("[data-back]");
  if (back) {
    const after = Number(back.dataset["after"]) || 40;
    window.setTimeout(() => location.assign(back.dataset["back"] ?? "/"), after * 1000);
  }
}
