/** Ids made on the phone: UUIDv7 (RFC 9562), in the order in which they were made. */

let last = 0;
let count = 0;

/**
 * @param at milliseconds; a clock that goes back, or stands, still gives rising ids: `rand_a` counts
 * within a millisecond (RFC 9562, 6.2, method 1), and time is borrowed when it is full.
 */
export function newId(at: number = Date.now()): string {
  if (at > last) {
    last = at;
    count = (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) & 0x7ff;
  } else if (++count > 0xfff) {
    last += 1;
    count = 0;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(last / 2 ** 32));
  view.setUint32(2, last % 2 ** 32);
  view.setUint16(6, 0x7000 | count);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
