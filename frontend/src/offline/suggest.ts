/**
 * Kind and field from the words typed: the office's model (`outreach/suggestions/rules.py` makes
 * it and says what it is) read on the phone. It says why and never decides; the same numbers give
 * the same answer as on the server.
 */

/** What `GET /field/suggestions.json` answers. */
export interface Model {
  v: 1;
  kinds: string[];
  fields: string[];
  base: number[];
  pairs: Record<string, number[]>;
  sure: [number, number];
}

export interface Suggestion {
  slug: string;
  /** The words that weighed most, small letters, at most three. */
  because: string[];
}

export interface Suggestions {
  kind?: Suggestion;
  field?: Suggestion;
}

/** Composed syllables and small Latin letters. */
const WORD = /[\uac00-\ud7a3a-z]+/g;
const LENGTH = 4000;
const FEWEST = 2;
const BECAUSE = 3;

/** Each pair of neighbouring letters → the first word it stands in, in the text's order. */
export function pairsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  // By characters, as the server cuts, not by halves of them.
  const cut = text.length > LENGTH ? Array.from(text).slice(0, LENGTH).join("") : text;
  for (const word of cut.normalize("NFC").toLowerCase().match(WORD) ?? []) {
    for (let at = 0; at + 1 < word.length; at += 1) {
      const pair = word.slice(at, at + 2);
      if (!found.has(pair)) found.set(pair, word);
    }
  }
  return found;
}

function best(
  model: Model,
  slugs: string[],
  from: number,
  known: [number[], string][],
  sure: number,
): Suggestion | undefined {
  if (slugs.length < 2 || known.length < FEWEST) return undefined;
  const sums = slugs.map((_slug, n) =>
    known.reduce((sum, [row]) => sum + (row[from + n] ?? 0), model.base[from + n] ?? 0),
  );
  const of = (n: number): number => sums[n] ?? 0;
  const [first = 0, second = 0] = slugs.map((_slug, n) => n).sort((a, b) => of(b) - of(a) || a - b);
  if (of(first) - of(second) < sure) return undefined;
  const weight = new Map<string, number>();
  for (const [row, word] of known) {
    const ahead = (row[from + first] ?? 0) - (row[from + second] ?? 0);
    weight.set(word, (weight.get(word) ?? 0) + ahead);
  }
  const because = Array.from(weight)
    .filter(([, ahead]) => ahead > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, BECAUSE)
    .map(([word]) => word);
  return { slug: slugs[first] ?? "", because };
}

/** Nothing where the words don't say enough. */
export function suggest(model: Model, text: string): Suggestions {
  const known: [number[], string][] = [];
  for (const [pair, word] of pairsOf(text)) {
    const row = Object.hasOwn(model.pairs, pair) ? model.pairs[pair] : undefined;
    if (row) known.push([row, word]);
  }
  const [sureKind, sureField] = model.sure;
  const kind = best(model, model.kinds, 0, known, sureKind);
  const field = best(model, model.fields, model.kinds.length, known, sureField);
  return { ...(kind && { kind }), ...(field && { field }) };
}

/** Whether what the server (or the phone's cache) gave is a model this page can read. */
export function isModel(given: unknown): given is Model {
  const model = given as Model | null;
  return (
    typeof model === "object" &&
    model?.v === 1 &&
    Array.isArray(model.kinds) &&
    Array.isArray(model.fields) &&
    Array.isArray(model.base) &&
    typeof model.pairs === "object" &&
    Array.isArray(model.sure)
  );
}
