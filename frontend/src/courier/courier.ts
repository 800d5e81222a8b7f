/**
 * The courier's pages without network: what a form would send is kept and goes out at once, or when
 * the network is back, when the page becomes visible, and every half minute.
 */
import { element } from "../page/words.ts";
import { type Deed, newId, proofOf, Queue, type Result } from "./queue.ts";

const EVERY_MS = 30_000;
const PATIENCE_MS = 15_000;

const page = document.querySelector<HTMLElement>("[data-deeds]");
const box = document.querySelector<HTMLElement>("[data-unsent]");
const queue = new Queue(page?.dataset["deeds"] ?? "", localStorage);
let sending = false;
let signedOut = false;

function token(): string {
  return document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function say(text: string, tone: "success" | "danger"): void {
  const place = document.querySelector<HTMLElement>("[data-deed-said]");
  if (!place) return;
  place.replaceChildren(
    element("div", { class: `alert alert-${tone}`, role: "status" }, element("p", {}, text)),
  );
  place.scrollIntoView({ block: "nearest" });
}

function show(): void {
  if (!box) return;
  const all = queue.all();
  box.hidden = !all.length;
  const words = box.dataset;
  const waiting = queue.waiting();
  const title = box.querySelector<HTMLElement>("[data-unsent-title]");
  const list = box.querySelector<HTMLElement>("[data-unsent-list]");
  const note = box.querySelector<HTMLElement>("[data-unsent-note]");
  if (!title || !list || !note) return;
  title.textContent = waiting.length
    ? (words["count"] ?? "").replace("{n}", String(waiting.length))
    : (words["check"] ?? "");
  note.textContent = !waiting.length
    ? ""
    : signedOut
      ? (words["again"] ?? "")
      : waiting.some((one) => queue.needsPage(one))
        ? (words["unkept"] ?? "")
        : (words["offline"] ?? "");
  list.replaceChildren(...all.map(row));
}

function row(deed: Deed): HTMLElement {
  const words = box?.dataset ?? {};
  const state = deed.check ? words["check"] : sending ? words["sending"] : words["ready"];
  const main = element(
    "span",
    { class: "list-main" },
    element(
      "span",
      { class: "list-title" },
      (words[deed.kind] ?? "{number}").replace("{number}", deed.number),
    ),
    element("span", { class: "list-note" }, deed.check ?? ""),
  );
  const end = element("span", { class: "list-end" }, element("strong", {}, state ?? ""));
  if (deed.check) {
    const seen = element("button", { class: "button button-tertiary", type: "button" });
    seen.textContent = words["seen"] ?? "";
    seen.addEventListener("click", () => {
      queue.forget(deed.id);
      show();
    });
    end.append(seen);
  }
  return element("li", { class: "list-item list-item-wraps" }, main, end);
}

/** Answers what became of the deeds; undefined where the server was not reached. */
async function send(): Promise<Result[] | undefined> {
  const url = page?.dataset["deedsUrl"];
  const deeds = queue.waiting();
  if (!url || sending || !deeds.length) return undefined;
  sending = true;
  show();
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({
        sent_at: new Date().toISOString(),
        device: navigator.userAgent.slice(0, 60),
        deeds,
      }),
    });
    // Sent to the sign-in page, or the page's token is too old: after signing in it goes on.
    signedOut = answer.type === "opaqueredirect" || answer.status === 403;
    if (!answer.ok) throw new Error(String(answer.status));
    const { results } = (await answer.json()) as { results: Result[] };
    queue.settle(results);
    const refused = results.find((one) => one.state === "refused");
    if (refused) say(refused.message, "danger");
    return results;
  } catch {
    queue.markLate();
    return undefined;
  } finally {
    sending = false;
    show();
  }
}

async function deedOf(form: HTMLFormElement): Promise<Deed> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields[name] = value;
  }
  const deed: Deed = {
    ...fields,
    id: form.dataset["deedId"] || newId(),
    kind: form.dataset["deed"] ?? "",
    parcel: form.dataset["parcel"] ?? "",
    number: form.dataset["number"] ?? "",
    at: new Date().toISOString(),
  };
  if (deed.kind === "hand" && fields["code"]) {
    const proof = await proofOf(deed.parcel, fields["code"], fields["birth"] ?? "");
    if (proof) deed["proof"] = proof;
  }
  return deed;
}

async function kept(form: HTMLFormElement): Promise<void> {
  const deed = await deedOf(form);
  queue.add(deed);
  show();
  const results = await send();
  const mine = results?.find((one) => one.id === deed.id);
  if (!mine) {
    box?.scrollIntoView({ block: "nearest" });
    return;
  }
  if (mine.state === "done") {
    say(`${box?.dataset["done"] ?? ""}: ${mine.message}`, "success");
    setTimeout(() => location.assign(page?.dataset["deedsBack"] ?? location.href), 900);
    return;
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-deed]")) {
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void kept(form).finally(() => {
      busy = false;
    });
  });
}
addEventListener("online", () => void send());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void send();
});
setInterval(() => void send(), EVERY_MS);
show();
void send();
