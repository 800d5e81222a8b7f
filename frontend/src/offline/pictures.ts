/** A photo made small enough for a bad network; where it was taken and with what stays on the phone. */

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  width: number;
  height: number;
}

export class Unreadable extends Error {
  constructor() {
    super("unreadable picture");
    this.name = "Unreadable";
  }
}

/** Sides so that the long one is at most `longSide`; never larger than it was. */
export function fitted(width: number, height: number, longSide: number): { width: number; height: number } {
  const by = Math.min(1, longSide / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** Works in pages and in workers. @throws Unreadable */
export async function prepared(file: Blob, options: { longSide: number; original?: boolean }): Promise<Picture> {
  throw new Error(`to be filled ${file.size}${options.longSide}`);
}
