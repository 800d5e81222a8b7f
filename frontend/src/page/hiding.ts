/** What was opened is hidden again: after some seconds, and when the page comes back from memory.
 *
 * `data-hide-after` (seconds) and `data-hide-to` (the masked page) on the box that says so. The
 * masked page takes the place of this one: "back" does not lead to it again.
 */
export function showHiding(): void {
  const box = document.querySelector<HTMLElement>("[data-hide-after][data-hide-to]");
  const to = box?.dataset["hideTo"];
  if (!box || !to) return;
  const hide = (): void => location.replace(to);
  const ends = Date.now() + Number(box.dataset["hideAfter"]) * 1000;
  const look = (): void => {
    if (!box.isConnected) return;
    // A computer that slept has let the time pass too.
    if (Date.now() >= ends) hide();
    else setTimeout(look, Math.min(1000, ends - Date.now()));
  };
  look();
  box.querySelector("[data-hide-now]")?.addEventListener("click", (event) => {
    event.preventDefault();
    hide();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && box.isConnected) hide();
  });
}
