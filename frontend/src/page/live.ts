/** A part of a form that follows what is typed: `data-live="address"` on the form, its place is
 * `#live-aside`. Without JavaScript a button of the form shows the same. */

const WAIT = 400;
let asked = 0;

/** Whether what was just changed can change the part: files and the part's own fields cannot. */
function counts(control: EventTarget | null, place: HTMLElement): boolean {
  const input = control as HTMLInputElement | null;
  return !!input && input.type !== "file" && !place.contains(input);
}

/** What the form holds, without its files. */
function typed(form: HTMLFormElement): URLSearchParams {
  const found = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") found.append(name, value);
  return found;
}

async function refresh(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const mine = ++asked;
  try {
    const answer = await fetch(form.dataset["live"] ?? "", {
      method: "POST", body: typed(form), headers: { "X-Requested-With": "fetch" },
    });
    const html = answer.ok ? await answer.text() : "";
    // A later question was asked, or somebody writes in the part: what came is of no use.
    if (!html || mine !== asked || place.contains(document.activeElement)) return;
    place.replaceChildren(document.createRange().createContextualFragment(html));
  } catch {
    // No network: the button is still there.
  }
}

export function startLive(): void {
  let timer = 0;
  const soon = (form: HTMLFormElement | null, control: EventTarget | null): void => {
    const place = document.getElementById("live-aside");
    if (!form?.dataset["live"] || !place || !counts(control, place)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void refresh(form, place), WAIT);
  };
  document.addEventListener("change", (event) => {
    soon((event.target as Element).closest("form"), event.target);
  });
  // The map writes into hidden fields, which tell of no change.
  document.addEventListener("map:picked", (event) => {
    soon((event.target as Element).closest("form"), event.target);
  });
}
