import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

interface IconSet {
  icons: Record<string, { body: string }>;
  aliases?: Record<string, { parent: string }>;
}

/** Writes `icons.svg`: one symbol for each of our names in `icons.json`, drawn by the icon package. */
export function iconSprite(root: URL): Plugin {
  return {
    name: "icon-sprite",
    generateBundle() {
      const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
      const names: Record<string, string> = read("icons.json");
      const set: IconSet = read("node_modules/@iconify-json/lucide/icons.json");
      const symbols = Object.entries(names).map(([ours, theirs]) => {
        const drawing = set.icons[theirs] ?? set.icons[set.aliases?.[theirs]?.parent ?? ""];
        if (!drawing) throw new Error(`icons.json: the icon set has no "${theirs}"`);
        return `<symbol id="${ours}" viewBox="0 0 24 24">${drawing.body}</symbol>`;
      });
      this.emitFile({
        type: "asset",
        fileName: "icons.svg",
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
      });
    },
  };
}
