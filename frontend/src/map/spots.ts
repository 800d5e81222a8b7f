/** What the answer with markers holds, and how it is said. */
export interface Spot {
  n: number;
  open: number;
}
export interface Group extends Spot {
  cell: string;
}
export interface Case extends Spot {
  number: string;
  category: string;
  state: string;
  outcome: string;
  received: string;
  place: "exact" | "tong";
}
export interface Answer {
  features: { geometry: { coordinates: [number, number] }; properties: Group | Case }[];
}
export interface Words {
  kinds: Record<string, { name: string; icon: string }>;
  states: Record<string, string>;
  ended: Record<string, string>;
  group: string;
  closer: string;
  here: string;
  list: string;
  single: string;
  received: string;
  about: string;
  more: string;
  seen: string;
  none: string;
  failed: string;
  case: string;
}

/** `{name}` in a sentence becomes its value; what has none stays as it is. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The same key, the same marker: it stays where it is as the map moves. */
export function keyOf(spot: Group | Case, [lng, lat]: [number, number]): string {
  const told = "number" in spot ? [spot.number, spot.state, spot.outcome] : [spot.cell, spot.n, spot.open];
  return [...told, lng, lat].join(" ");
}

export function stateWord(words: Words, spot: Case): string {
  return (spot.open ? words.states[spot.state] : words.ended[spot.outcome]) ?? "";
}

export function sums({ features }: Answer): Spot {
  return features.reduce((sum, { properties }) => ({ n: sum.n + properties.n, open: sum.open + properties.open }), { n: 0, open: 0 });
}

/** West, south, east, north, on a coarse grid and outward: neighbours ask for the same. */
export function boxText([west, south, east, north]: [number, number, number, number]): string {
  const step = 10 ** Math.floor(Math.log10(Math.max(east - west, 1e-6)) - 1);
  const down = (value: number) => Math.floor(value / step) * step;
  const up = (value: number) => Math.ceil(value / step) * step;
  return [down(west), down(south), up(east), up(north)].map((one) => one.toFixed(5)).join(",");
}
