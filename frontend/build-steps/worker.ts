import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** The map draws in a worker of its own. It is taken as it is from the package, under a stable name:
 * the security policy allows workers from this site only. */
export function mapWorker(root: URL): Plugin {
  return {
    name: "map-worker",
    generateBundle() {
      const path = "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs";
      const text = readFileSync(new URL(path, root), "utf8");
      const source = text.replace(/\n\/\/# sourceMappingURL=.*$/m, "");
      this.emitFile({ type: "asset", fileName: "map-worker.js", source });
    },
  };
}
