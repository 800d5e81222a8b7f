/** The step before a form is taken: works out the proof, says how far it is, sends the form on.
 * Where that can't be done (an old browser, no secure connection) the words say to wait instead. */
import type { Challenge } from "./solve.ts";

/** About half of the way, by what the server draws. */
const HALF = 400;

function begin(form: HTMLFormElement): void {
  const state = form.querySelector<HTMLElement>("[data-proof-state]");
  const field = form.querySelector<HTMLInputElement>("[name=gate_proof]");
  const told = document.getElementById("gate-challenge")?.textContent;
  const address = form.dataset["worker"];
  if (!state || !field || !told || !address) return;
  const say = (which: "Working" | "Half" | "Done" | "Failed") => {
    const words = form.dataset[`word${which}`] ?? "";
    // Each once: a reader need not hear the same again.
    if (state.textContent !== words) state.textContent = words;
  };
  if (!globalThis.isSecureContext || typeof Worker === "undefined") return say("Failed");
  const worker = new Worker(address, { type: "module" });
  worker.addEventListener("error", () => say("Failed"));
  worker.addEventListener("message", ({ data }: MessageEvent<{ tries?: number; payload?: string; failed?: boolean }>) => {
    if (data.failed) say("Failed");
    if (data.tries && data.tries >= HALF) say("Half");
    if (data.payload) {
      say("Done");
      field.value = data.payload;
      worker.terminate();
      form.requestSubmit();
    }
  });
  say("Working");
  worker.postMessage(JSON.parse(told) as Challenge);
}

document.querySelectorAll<HTMLFormElement>("form[data-proof]").forEach(begin);
