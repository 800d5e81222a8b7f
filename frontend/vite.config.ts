import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { fieldAlone } from "./build-steps/field.ts";
import { iconSprite } from "./build-steps/icons.ts";
import { tokenPruner } from "./build-steps/prune.ts";
import { mapWorker } from "./build-steps/worker.ts";

const root = new URL("./", import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, root));
const target = ["chrome109", "safari16", "firefox115"];
const buildDir = process.env["DONGNE_BUILD"] || here("../build");

// File names are stable: the static files storage of the server adds the hashes.
export default defineConfig({
  base: "./",
  plugins: [iconSprite(root), mapWorker(root, target), fieldAlone(root, target), tokenPruner()],
  build: {
    outDir: `${buildDir}/frontend`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    target,
    rolldownOptions: {
      input: {
        app: here("src/app.ts"),
        public: here("src/public.ts"),
        map: here("src/map/map.ts"),
        "map-draw": here("src/map/draw.ts"),
        push: here("src/push/push.ts"),
        "push-worker": here("src/push/push-worker.ts"),
        status: here("src/status.ts"),
        scan: here("src/scan.ts"),
        courier: here("src/courier/courier.ts"),
        sign: here("src/sign.ts"),
        suggesting: here("src/page/suggesting.ts"),
        screen: here("src/screen.ts"),
        outreach: here("src/outreach.ts"),
        proof: here("src/proof/proof.ts"),
        "proof-worker": here("src/proof/proof-worker.ts"),
        "app-style": here("src/css/app.css"),
        "public-style": here("src/css/public.css"),
        "posters-style": here("src/css/posters.css"),
        "posters-a5-style": here("src/css/posters-a5.css"),
        "labels-style": here("src/css/labels.css"),
        "labels-80-style": here("src/css/labels-80.css"),
        "outreach-style": here("src/css/outreach.css"),
        "opendata-style": here("src/css/opendata.css"),
        "field-first-style": here("src/css/field-first.css"),
        "field-style": here("src/css/field.css"),
        "screen-style": here("src/css/screen.css"),
        "fonts-style": here("src/css/fonts.css"),
        "print-style": here("src/css/print.css"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: ({ names }) => {
          const name = names[0] ?? "";
          if (/\.woff2?$/.test(name)) return "fonts/[name][extname]";
          return name.replace("-style", "");
        },
      },
    },
  },
});
