/**
 * A button that fills a field from a QR code: `<button data-scan-into="#id_code" hidden>`. Without
 * a camera it stays hidden; the field takes what is typed, and what a scanner types, as before.
 * `data-scan-submit` sends the form once something was read. Only pages that scan load this; the
 * reader itself (BarcodeDetector, else WebAssembly in a worker) comes when the button is pressed.
 */
import { element } from "./page/words.ts";

let stopNow: (() => void) | undefined;

function shown(button: HTMLElement): HTMLVideoElement {
  const video = element("video", { class: "scan-video", playsinline: "", muted: "" });
  button.after(video);
  button.setAttribute("aria-expanded", "true");
  return video;
}

/** What a code says: the last part of an address, else all of it. */
export function codeOf(text: string): string {
  const tidy = text.trim();
  if (!/^https?:\/\//i.test(tidy)) return tidy.slice(0, 80);
  const parts = tidy.split(/[/?#=]/).filter(Boolean);
  return (parts[parts.length - 1] ?? "").slice(0, 80);
}

async function scan(button: HTMLElement): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(button.dataset["scanInto"] ?? "");
  if (!field) return;
  const video = shown(button);
  const { default: QrScanner } = await import("qr-scanner");
  const scanner = new QrScanner(
    video,
    ({ data }) => {
      field.value = codeOf(data);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      navigator.vibrate?.(80);
      stopNow?.();
      if ("scanSubmit" in button.dataset) field.form?.requestSubmit();
      else field.focus();
    },
    { highlightScanRegion: false, highlightCodeOutline: false, maxScansPerSecond: 12 },
  );
  stopNow = () => {
    scanner.destroy();
    video.remove();
    button.setAttribute("aria-expanded", "false");
    stopNow = undefined;
  };
  try {
    await scanner.start();
  } catch {
    // No camera, or not allowed: the field is still there.
    stopNow();
    button.hidden = true;
    field.focus();
  }
}

for (const button of document.querySelectorAll<HTMLElement>("[data-scan-into]")) {
  if (!navigator.mediaDevices?.getUserMedia) continue;
  button.hidden = false;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    if (stopNow) stopNow();
    else void scan(button);
  });
}
addEventListener("pagehide", () => stopNow?.());
