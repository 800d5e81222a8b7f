import type { Plugin } from "vite";

const DECLARATION = /(--krds-[\w-]+)\s*:\s*([^;}]*);?/g;
const USE = /var\(\s*(--krds-[\w-]+)/g;

/** Keeps of the KRDS tokens only those that the style sheet needs, directly or through others. */
export function pruneTokens(css: string): string {
  const values = new Map<string, string>();
  for (const [, name, value] of css.matchAll(DECLARATION)) values.set(name!, value!);
  const uses = (text: string) => Array.from(text.matchAll(USE), (match) => match[1]!);
  const needed = new Set<string>();
  const waiting = uses(css.replace(DECLARATION, ""));
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    waiting.push(...uses(values.get(name) ?? ""));
  }
  return css.replace(DECLARATION, (text, name: string) => (needed.has(name) ? text : ""));
}

export function tokenPruner(): Plugin {
  return {
    name: "token-pruner",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".css")) {
          file.source = pruneTokens(String(file.source));
        }
      }
    },
  };
}
