import { element } from "./words.ts";

/** After this long the button may be pressed again: the connection is gone, or a file was sent. */
const GIVE_UP_MS = 20_000;

const sending = new WeakSet<HTMLFormElement>();

export function isSending(form: HTMLFormElement): boolean {
  return sending.has(form);
}

export function markSending(form: HTMLFormElement, submitter: HTMLElement | null): void {
  sending.add(form);
  form.classList.add("is-sending");
  if (submitter instanceof HTMLButtonElement) {
    // Not `disabled`: its name and value must still be sent, and focus must not jump.
    submitter.setAttribute("aria-busy", "true");
    submitter.prepend(element("span", { class: "spinner", "aria-hidden": "true" }));
  }
}

export function markIdle(form: HTMLFormElement): void {
  sending.delete(form);
  form.classList.remove("is-sending");
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.querySelector(".spinner")?.remove();
  }
}

export function startSending(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const method = event.submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
    if (method?.toLowerCase() !== "post" || event.defaultPrevented) return;
    if (isSending(form)) {
      event.preventDefault();
      return;
    }
    markSending(form, event.submitter);
    setTimeout(() => markIdle(form), GIVE_UP_MS);
  });
  // The page comes back from the browser's memory as it was left: with its spinner.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll<HTMLFormElement>("form").forEach(markIdle);
  });
}
