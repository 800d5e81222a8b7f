/** The sentences that scripts show, written by the server in the language of the page. */
export function word(name: string): string {
  return document.querySelector<HTMLElement>("template[data-words]")?.dataset[name] ?? "";
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A drawing from the same sprite that the server uses; empty when the page shows none. */
export function icon(name: string): Node {
  const sprite = document.querySelector("use[href*='icons']")?.getAttribute("href")?.split("#")[0];
  if (!sprite) return document.createTextNode("");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
