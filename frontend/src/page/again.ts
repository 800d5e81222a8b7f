/**
 * A part of a page that waits for a door: `data-again="seconds"` asks for the page anew and puts the
 * part in its place when its words have changed; with `data-again-at` the page goes there instead.
 * Without JavaScript the page loads itself anew.
 */
const PART = "[data-again]";

export function startAgain(): void {
  const part = document.querySelector<HTMLElement>(PART);
  const seconds = Number(part?.dataset["again"] ?? 0);
  if (!part || !seconds) return;
  setTimeout(() => void look(part), seconds * 1000);
}

async function look(part: HTMLElement): Promise<void> {
  const at = part.dataset["againAt"];
  if (at) {
    location.replace(at);
    return;
  }
  const next = await asked();
  if (next && next.textContent?.replace(/\s+/g, " ") !== part.textContent?.replace(/\s+/g, " ")) {
    part.replaceChildren(...next.childNodes);
    part.dataset["again"] = next.dataset["again"] ?? "";
    if (next.dataset["againAt"]) part.dataset["againAt"] = next.dataset["againAt"];
  }
  startAgain();
}

/** The part as it is now; undefined where there is no answer: the next try comes as soon. */
async function asked(): Promise<HTMLElement | undefined> {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector<HTMLElement>(PART) ?? undefined;
  } catch {
    return undefined;
  }
}
