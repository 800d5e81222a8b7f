import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/** The service worker of the phone's page: one file that needs no other. Not all browsers let workers
 * import, and a worker is compared by its own bytes alone when a new version is looked for. */
export function fieldWorker(root: URL): Plugin {
  return {
    name: "field-worker",
    apply: "build",
    async generateBundle() {
      const made = await build({
        configFile: false,
        root: fileURLToPath(root),
        logLevel: "warn",
        build: {
          write: false,
          target: ["chrome109", "safari16", "firefox115"],
          reportCompressedSize: false,
          rolldownOptions: {
            input: fileURLToPath(new URL("src/offline/worker.ts", root)),
            output: { format: "iife", entryFileNames: "field-worker.js", codeSplitting: false },
          },
        },
      });
      const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ("output" in one ? one.output : []));
      const [chunk, ...others] = outputs.filter((one) => one.type === "chunk");
      if (!chunk || others.length) this.error("the worker must be one file");
      this.emitFile({ type: "asset", fileName: "field-worker.js", source: chunk.code });
    },
  };
}
