/** Kind and field suggested while an activity is written at a desk, from the words of its memo.
 *
 * `data-suggest` (the model's address) on the form, `data-suggested` on the row that is shown, with
 * a button `data-take` for each part. Nothing is chosen by itself.
 */
import { isModel, suggest, type Model } from "../offline/suggest.ts";

const WAIT = 400;

async function fetched(address: string): Promise<Model | undefined> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const given: unknown = answer.ok ? await answer.json() : undefined;
    return isModel(given) ? given : undefined;
  } catch {
    // Without network nothing is suggested; the form works as it does.
    return undefined;
  }
}

async function start(form: HTMLFormElement): Promise<void> {
  const row = form.querySelector<HTMLElement>("[data-suggested]");
  const memo = form.querySelector<HTMLTextAreaElement>("textarea[name=memo]");
  const model = row && memo && (await fetched(form.dataset["suggest"] ?? ""));
  if (!model) return;

  const choice = (name: string, slug: string): HTMLInputElement | undefined =>
    Array.from(form.querySelectorAll<HTMLInputElement>(`input[type=radio][name=${name}]`)).find(
      (one) => one.value === slug,
    );

  const show = (): void => {
    const found = suggest(model, memo.value);
    const words = new Set<string>();
    for (const button of row.querySelectorAll<HTMLElement>("[data-take]")) {
      const part = button.dataset["take"] === "field" ? "field" : "kind";
      const one = found[part];
      const input = one && choice(part, one.slug);
      button.hidden = !input || input.checked;
      if (!one || !input || input.checked) continue;
      button.dataset["slug"] = one.slug;
      const name = input.labels?.[0]?.textContent.trim() ?? "";
      button.textContent = `${button.dataset["word"] ?? ""}: ${name}`;
      for (const word of one.because) words.add(word);
    }
    const why = row.querySelector("[data-because]");
    if (why) why.textContent = Array.from(words, (word) => `‘${word}’`).slice(0, 4).join(", ");
    row.hidden = !row.querySelector("[data-take]:not([hidden])");
  };

  let timer = 0;
  memo.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, WAIT);
  });
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement | null)?.matches("input[type=radio]")) show();
  });
  row.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-take]");
    const input = button && choice(button.dataset["take"] ?? "", button.dataset["slug"] ?? "");
    if (!input) return;
    input.checked = true;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    // The button is gone now: on with what it has chosen.
    input.focus();
  });
  show();
}

const started = new WeakSet<HTMLFormElement>();

function startAll(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-suggest]");
  if (!form || started.has(form)) return;
  started.add(form);
  void start(form);
}

// An answer that took the page's place, with the same form once more.
document.addEventListener("page:shown", startAll);
startAll();
