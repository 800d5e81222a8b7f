/** What maps take from the page around them: its letters and its colours. */

/** Names on tiles are written with the letters of the page. */
export function letters(): string {
  return `${getComputedStyle(document.body).fontFamily}, sans-serif`;
}

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--c-${name}`).trim() || "#888";
}
