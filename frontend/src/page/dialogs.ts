export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-dialog]");
    if (opener && !event.ctrlKey && !event.metaKey) {
      const dialog = document.getElementById(opener.dataset["dialog"] ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        dialog.showModal();
        // The first thing to fill in, rather than the closing cross.
        dialog.querySelector<HTMLElement>(".dialog-body :is(input, textarea, select)")?.focus();
      }
      return;
    }
    const dialog = target.closest("dialog");
    if (dialog && (target.closest("[data-close]") || target === dialog)) dialog.close();
  });
}
