/** A photo made small enough for a bad network; what it says of place and camera stays on the phone. */
import type { Bytes } from "./seal.ts";

export interface Picture {
  bytes: Bytes;
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

const QUALITY = 0.82;

/** Sides so that the long one is at most `longSide`; never larger than it was. */
export function fitted(width: number, height: number, longSide: number): { width: number; height: number } {
  const by = Math.min(1, longSide / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** Works in pages and in workers. The original is kept byte by byte where it is wanted. @throws Unreadable */
export async function prepared(file: Blob, options: { longSide: number; original?: boolean }): Promise<Picture> {
  const picture = await bitmapOf(file);
  try {
    if (options.original) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { bytes, type: file.type || "image/jpeg", width: picture.width, height: picture.height };
    }
    const { width, height } = fitted(picture.width, picture.height, options.longSide);
    const blob = await drawn(picture, width, height);
    return { bytes: new Uint8Array(await blob.arrayBuffer()), type: blob.type, width, height };
  } finally {
    // Twelve million pixels of a phone's camera are 48 MB until then.
    picture.close();
  }
}

async function bitmapOf(file: Blob): Promise<ImageBitmap> {
  try {
    // Turned as the camera was held: all browsers do so by themselves, and older ones know no word for it.
    return await createImageBitmap(file);
  } catch {
    throw new Unreadable();
  }
}

async function drawn(picture: ImageBitmap, width: number, height: number): Promise<Blob> {
  if (typeof OffscreenCanvas !== "undefined") {
    const canvas = new OffscreenCanvas(width, height);
    paint(canvas.getContext("2d"), picture, width, height);
    return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  }
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  paint(canvas.getContext("2d"), picture, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new Unreadable();
  return blob;
}

function paint(
  brush: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null,
  picture: ImageBitmap,
  width: number,
  height: number,
): void {
  if (!brush) throw new Unreadable();
  // Under what can be seen through, or it becomes black.
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, width, height);
}
