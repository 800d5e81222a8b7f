const COOKIE = "dongne_display";
const MAX_AGE = 400 * 24 * 60 * 60;
const STEPS = ["s", "m", "l", "xl", "xxl"];

/** The cookie's text; `design/display.py` reads it. */
export function displayCookie(step: string, contrast: boolean): string {
  return contrast ? `${step}.contrast` : step;
}

export function displayClasses(step: string, contrast: boolean): string[] {
  return contrast ? [`size-${step}`, "contrast"] : [`size-${step}`];
}

export function startDisplay(): void {
  document.addEventListener("change", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-display]");
    if (!form) return;
    const chosen = new FormData(form);
    const step = String(chosen.get("step") ?? "m");
    const contrast = chosen.get("contrast") === "1";
    const root = document.documentElement;
    root.classList.remove("contrast", ...STEPS.map((name) => `size-${name}`));
    root.classList.add(...displayClasses(step, contrast));
    const secure = location.protocol === "https:" ? "; secure" : "";
    const value = displayCookie(step, contrast);
    document.cookie = `${COOKIE}=${value}; path=/; max-age=${MAX_AGE}; samesite=lax${secure}`;
  });
}
