import { element, icon } from "./words.ts";

const chosen = new WeakMap<HTMLInputElement, File[]>();
const addresses = new WeakMap<HTMLElement, string[]>();

/** New files after the old ones, each once: choosing again adds, it does not throw away. */
export function merge<F extends Pick<File, "name" | "size" | "lastModified">>(old: F[], added: F[]): F[] {
  const seen = new Map<string, F>();
  for (const file of [...old, ...added]) seen.set(`${file.name}/${file.size}/${file.lastModified}`, file);
  return Array.from(seen.values());
}

export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function setFiles(input: HTMLInputElement, files: File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  chosen.set(input, files);
}

function draw(box: HTMLElement, input: HTMLInputElement): void {
  const list = box.querySelector<HTMLElement>("[data-file-list]");
  if (!list) return;
  for (const address of addresses.get(list) ?? []) URL.revokeObjectURL(address);
  const made: string[] = [];
  const limit = Number(input.dataset["maxBytes"] ?? 0);
  list.replaceChildren(
    ...(chosen.get(input) ?? []).map((file) => {
      const item = element("li", { class: "drop-item" });
      if (box.hasAttribute("data-photos") && file.type.startsWith("image/")) {
        const address = URL.createObjectURL(file);
        made.push(address);
        item.append(element("img", { src: address, alt: "" }));
      }
      item.append(element("p", {}, `${file.name} · ${sizeWords(file.size)}`));
      if (limit && file.size > limit) {
        item.append(element("p", { class: "field-error" }, box.dataset["wordTooBig"] ?? ""));
      }
      const remove = element("button", { type: "button", class: "button button-text button-icon button-small",
        "aria-label": `${box.dataset["wordRemove"] ?? ""}: ${file.name}` }, icon("x"));
      remove.addEventListener("click", () => {
        setFiles(input, (chosen.get(input) ?? []).filter((one) => one !== file));
        draw(box, input);
        input.focus();
      });
      item.append(remove);
      return item;
    }),
  );
  addresses.set(list, made);
}

function take(box: HTMLElement, input: HTMLInputElement, added: File[]): void {
  const old = input.multiple ? (chosen.get(input) ?? []) : [];
  setFiles(input, merge(old, input.multiple ? added : added.slice(0, 1)));
  draw(box, input);
}

/** A browser that goes back may still hold chosen files. */
export function showFiles(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-files]")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (input?.files?.length) take(box, input, Array.from(input.files));
  }
}

export function startFiles(): void {
  const parts = (target: EventTarget | null) => {
    const box = (target as Element | null)?.closest?.<HTMLElement>("[data-files]");
    const input = box?.querySelector<HTMLInputElement>("input[type=file]");
    return box && input ? { box, input } : null;
  };
  document.addEventListener("change", (event) => {
    const found = parts(event.target);
    if (found && event.target === found.input) {
      take(found.box, found.input, Array.from(found.input.files ?? []));
    }
  });
  for (const type of ["dragover", "dragleave", "drop"] as const) {
    document.addEventListener(type, (event) => {
      const found = parts(event.target);
      if (!found) return;
      event.preventDefault();
      found.box.classList.toggle("is-over", type === "dragover");
      if (type === "drop") take(found.box, found.input, Array.from(event.dataTransfer?.files ?? []));
    });
  }
}
