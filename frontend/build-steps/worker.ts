import { readFileSync } from "node:fs";
import { minify, type Plugin, transformWithOxc } from "vite";

/** The map draws in a worker of its own. It is taken from the package, under a stable name: the
 * security policy allows workers from this site only. The package writes for younger browsers than ours. */
export function mapWorker(root: URL, target: string[]): Plugin {
  return {
    name: "map-worker",
    async generateBundle() {
      const path = "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs";
      const text = readFileSync(new URL(path, root), "utf8");
      const source = text.replace(/\n\/\/# sourceMappingURL=.*$/m, "");
      const plain = await transformWithOxc(source, path, { target, sourcemap: false });
      const small = await minify(path, plain.code, { module: true, compress: { target } });
      this.emitFile({ type: "asset", fileName: "map-worker.js", source: small.code });
    },
  };
}
