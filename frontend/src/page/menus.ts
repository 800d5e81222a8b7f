/** Menus are `<details>`; they close when one looks elsewhere. */
export function startMenus(): void {
  const closeOthers = (keep: Node | null) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
      if (!keep || !menu.contains(keep)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeOthers(event.target as Node));
  document.addEventListener("focusin", (event) => closeOthers(event.target as Node));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
