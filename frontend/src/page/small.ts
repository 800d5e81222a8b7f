import { element, icon, word } from "./words.ts";

export function tidyPage(): void {
  for (const one of document.querySelectorAll<HTMLElement>(".with-js[hidden]")) one.hidden = false;
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  for (const toast of document.querySelectorAll(".toast")) {
    if (toast.querySelector("button")) continue;
    const close = element("button", { type: "button", class: "button button-text button-icon",
      "aria-label": word("close") }, icon("x"));
    close.addEventListener("click", () => toast.remove());
    toast.append(close);
  }
}

export function startSmallThings(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const toField = target.closest<HTMLElement>("[data-focus-field]")?.dataset["focusField"];
    if (toField) {
      const field = document.getElementById(`field-${toField}`);
      field?.querySelector<HTMLElement>("input, select, textarea")?.focus();
      field?.scrollIntoView({ block: "center" });
      event.preventDefault();
    }
    if (target.closest("[data-print]")) window.print();
    const copied = target.closest<HTMLElement>("[data-copy]")?.dataset["copy"];
    if (copied) {
      void navigator.clipboard?.writeText(document.getElementById(copied)?.textContent?.trim() ?? "");
    }
  });
  document.addEventListener("change", (event) => {
    const control = event.target as HTMLInputElement;
    const all = control.dataset["selectAll"];
    if (all) {
      const boxes = control.form?.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(all)}"]`);
      for (const box of boxes ?? []) if (!box.disabled) box.checked = control.checked;
    }
    const form = control.closest?.<HTMLFormElement>("form[data-submit-on-change]");
    if (form) form.requestSubmit();
  });
}
