import { isSending, markIdle, markSending } from "./sending.ts";
import { element, word } from "./words.ts";

/** Answers after which the form stays as it is: nothing was taken, and nothing typed may be lost. */
export function keepsForm(status: number): boolean {
  return status === 0 || status === 408 || status === 413 || status === 429 || status >= 500;
}

function hasFiles(form: HTMLFormElement): boolean {
  return Array.from(form.querySelectorAll<HTMLInputElement>("input[type=file]")).some(
    (input) => (input.files?.length ?? 0) > 0,
  );
}

function reason(answer: Document): string {
  const texts = [".error-page h1", ".error-page .lead"].map(
    (selector) => answer.querySelector(selector)?.textContent?.trim() ?? "",
  );
  return texts.filter(Boolean).join(" ") || word("sendFailed");
}

/** Shows the answer in place: the server's messages were used up by this very answer, so asking
 * for the page again would lose them. */
function swap(answer: Document, address: string, show: () => void): void {
  document.title = answer.title;
  document.body.replaceWith(answer.body);
  if (address && address !== location.href) history.pushState(null, "", address);
  addEventListener("popstate", () => location.reload(), { once: true });
  for (const script of document.body.querySelectorAll<HTMLScriptElement>("script[type=module][src]")) {
    void import(/* @vite-ignore */ script.src);
  }
  scrollTo(0, 0);
  document.getElementById("main")?.focus();
  show();
}

function send(form: HTMLFormElement, submitter: HTMLElement | null, show: () => void): void {
  const bar = element("progress", { max: "100", value: "0" });
  const words = element("span", { role: "status" }, word("sending"));
  const box = element("div", { class: "upload" }, words, bar);
  form.querySelector(".upload, .upload-failed")?.remove();
  (form.querySelector(".actions") ?? form).before(box);
  markSending(form, submitter);

  const failed = (text: string) => {
    box.className = "alert alert-danger upload-failed";
    box.replaceChildren(element("p", { role: "alert" }, text));
    markIdle(form);
  };
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("Accept", "text/html");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.round((100 * event.loaded) / event.total);
    bar.value = percent;
    words.textContent = `${word("sending")} ${percent}%`;
  });
  request.addEventListener("load", () => {
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    if (keepsForm(request.status)) failed(reason(answer));
    else swap(answer, request.responseURL, show);
  });
  request.addEventListener("error", () => failed(word("sendFailed")));
  request.addEventListener("timeout", () => failed(word("sendFailed")));
  request.send(new FormData(form, submitter));
}

/** Registered before the plain sending, which leaves alone what was prevented here. */
export function startUploads(show: () => void): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("form[data-progress]") || !hasFiles(form)) return;
    event.preventDefault();
    if (!isSending(form)) send(form, event.submitter, show);
  });
}
