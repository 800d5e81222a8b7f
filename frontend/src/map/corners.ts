/** An outline as lines of "longitude, latitude", as the server writes and reads it. */
export type Ring = [number, number][];
export type Part = Ring[];

/** The line before the corners of a hole. */
const INNER = "()";

/** Lines that are no corner are passed over: the server names them when the form is sent. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let ring: Ring | null = null;
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (!line) ring = null;
    else if (line === INNER) {
      ring = [];
      parts[parts.length - 1]?.push(ring);
    } else {
      const [x, y] = line.split(/[\s,]+/).map(Number);
      if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) continue;
      if (!ring) parts.push([(ring = [])]);
      ring.push([x, y]);
    }
  }
  return parts;
}

export function cornersOf(parts: Part[]): string {
  return parts
    .flatMap((part) => part.map((ring, place) => [...(place ? [INNER] : []), ...ring.map(([x, y]) => `${x.toFixed(5)}, ${y.toFixed(5)}`)]))
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
