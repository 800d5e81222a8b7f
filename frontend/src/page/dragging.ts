/** A list whose rows are dragged by a grip, with a mouse, a finger or a pen. Where a row is let go,
 *  its form is sent, as its buttons send it: those stay, for the keyboard and without this script. */

const EDGE = 72;
const STEP = 10;

/** Before which of the others a row belongs that a pointer holds at `y`; their number: at the end. By
 *  the pointer, and not by the row's own middle: rows are of different heights, and must not jump back. */
export function placeAt(y: number, middles: readonly number[]): number {
  const found = middles.findIndex((middle) => y < middle);
  return found < 0 ? middles.length : found;
}

export function startDragging(): void {
  document.addEventListener("pointerdown", (event) => {
    const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
    const row = grip?.closest<HTMLLIElement>("li");
    if (grip && row && event.isPrimary && event.button === 0) drag(grip, row, event);
  });
}

function drag(grip: HTMLElement, row: HTMLLIElement, start: PointerEvent): void {
  const list = row.parentElement!;
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(":scope > li")];
  const from = rows().indexOf(row);
  const held = start.clientY - row.getBoundingClientRect().top;
  let y = start.clientY;
  let frame = 0;

  // The others go around it: a finger loses what is taken out of the page under it, if only for a moment.
  const put = (to: number): void => {
    let at = rows().indexOf(row);
    for (; at < to; at += 1) row.before(row.nextElementSibling!);
    for (; at > to; at -= 1) row.after(row.previousElementSibling!);
  };
  const lay = (): void => {
    row.style.translate = "";
    const others = rows().filter((one) => one !== row);
    const middles = others.map((one) => {
      const box = one.getBoundingClientRect();
      return box.top + box.height / 2;
    });
    put(placeAt(y, middles));
    row.style.translate = `0 ${y - held - row.getBoundingClientRect().top}px`;
  };
  const follow = (): void => {
    if (y < EDGE) scrollBy(0, -STEP);
    else if (y > innerHeight - EDGE) scrollBy(0, STEP);
    lay();
    frame = requestAnimationFrame(follow);
  };
  const end = (keep: boolean): void => {
    cancelAnimationFrame(frame);
    ends.abort();
    row.classList.remove("is-dragged");
    row.style.translate = "";
    const to = rows().indexOf(row);
    if (!keep || to === from) put(from);
    else send(list, `${row.dataset["key"]}:${to}`);
  };

  start.preventDefault();
  grip.setPointerCapture(start.pointerId);
  row.classList.add("is-dragged");
  const ends = new AbortController();
  const { signal } = ends;
  grip.addEventListener("pointermove", (event) => { y = event.clientY; }, { signal });
  grip.addEventListener("pointerup", () => end(true), { signal });
  grip.addEventListener("pointercancel", () => end(false), { signal });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); }, { signal });
  frame = requestAnimationFrame(follow);
}

function send(list: HTMLElement, value: string): void {
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", hidden: true, name: "move", value });
  button.setAttribute("formaction", list.dataset["moves"] ?? "");
  list.after(button);
  list.closest("form")?.requestSubmit(button);
}
