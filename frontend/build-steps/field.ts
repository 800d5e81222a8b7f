import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/** The phone's page, its service worker and its map, each one file that names no other: their names get a
 * hash later, not all browsers let workers import, and a worker is compared by its own bytes alone
 * when a new version is looked for. What comes when is told in field.ts. */
const ENTRIES = {
  // Written into the page by the server.
  "field-first": ["src/offline/first.ts", "iife"],
  field: ["src/offline/field.ts", "iife"],
  "field-more": ["src/offline/more.ts", "es"],
  "field-worker": ["src/offline/worker.ts", "iife"],
  // Fetched when somebody opens a map; its styles are those of map.css.
  chart: ["src/offline/chart.ts", "es"],
} as const;

export function fieldAlone(root: URL, target: string[]): Plugin {
  return {
    name: "field-alone",
    apply: "build",
    async generateBundle() {
      for (const [name, [source, format]] of Object.entries(ENTRIES)) {
        const made = await build({
          configFile: false,
          root: fileURLToPath(root),
          logLevel: "warn",
          publicDir: false,
          build: {
            write: false,
            target,
            modulePreload: false,
            reportCompressedSize: false,
            rolldownOptions: {
              input: fileURLToPath(new URL(source, root)),
              preserveEntrySignatures: "exports-only",
              output: { format, entryFileNames: `${name}.js`, codeSplitting: false },
            },
          },
        });
        const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ("output" in one ? one.output : []));
        const [chunk, ...others] = outputs.filter((one) => one.type === "chunk");
        if (!chunk || others.length) this.error(`${name} must be one file`);
        this.emitFile({ type: "asset", fileName: `${name}.js`, source: chunk.code });
      }
    },
  };
}
