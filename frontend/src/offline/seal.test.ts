import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toBytes, toText } from "../page/base64.ts";
import {
  derived,
  joined,
  keyOf,
  newPair,
  OFFICE,
  openSealed,
  privateOf,
  random,
  ROUNDS,
  sealTo,
  sha256Of,
  shut,
  stretched,
  unshut,
  utf8,
} from "./seal.ts";

/** Sealed once by this program and once by the server's tests; each opens both (`test_vectors.py`). */
interface Vectors {
  office: { public: string; private: string };
  data_key: string;
  sealed: Sealed[];
  pin: { pin: string; salt: string; rounds: number; share: string; verifier: string; wrap: string; offline_rounds: number; offline_wrap: string };
}

interface Sealed {
  by: "typescript" | "python";
  id: string;
  key: string;
  office: string;
  mine: string;
  body: string;
  clear: unknown;
  piece: { sha256: string; clear: string; sealed: string };
}

/** Three million rounds take their time, by design. */
const SLOW_MS = 120_000;
const FILE = new URL("../../../tests/making/sealed_vectors.json", import.meta.url);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function written(): Promise<Vectors> {
  const pair = await newPair();
  const [id, key, dataKey] = ["019a9f3e-0b7a-7c11-8d22-5a1f0c9b7e64", random(32), random(32)];
  const clear = { id, kind: "complaint_heard", memo: "공원 의자가 부서져 있다고 하십니다. 🪑", latitude: 37.5 };
  const photo = joined(utf8("not a photo, but bytes: "), new Uint8Array([0, 255, 128]));
  const sha256 = await sha256Of(photo);
  const record = await keyOf(key);
  const [salt, share] = [random(16), random(32)];
  const secret = await stretched("482913", salt, ROUNDS.online);
  const slow = await stretched("482913", salt, ROUNDS.offline);
  return {
    office: { public: toText(pair.publicKey), private: toText(pair.privateKey) },
    data_key: toText(dataKey),
    sealed: [
      {
        by: "typescript",
        id,
        key: toText(key),
        office: toText(await sealTo(pair.publicKey, key, id, OFFICE)),
        mine: toText(await shut(await keyOf(dataKey), key, id)),
        body: toText(await shut(record, utf8(JSON.stringify(clear)), id)),
        clear,
        piece: { sha256, clear: toText(photo), sealed: toText(await shut(record, photo, sha256)) },
      },
    ],
    pin: {
      pin: "482913",
      salt: toText(salt),
      rounds: ROUNDS.online,
      share: toText(share),
      verifier: toText(await derived(secret, "dongne verifier")),
      wrap: toText(await derived(joined(secret, share), "dongne wrap")),
      offline_rounds: ROUNDS.offline,
      offline_wrap: toText(await derived(slow, "dongne wrap")),
    },
  };
}

if (process.env["DONGNE_NEW_VECTORS"]) writeFileSync(FILE, `${JSON.stringify(await written(), null, 2)}\n`);
const vectors = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;

describe.each(vectors.sealed)("what $by has sealed", (one) => {
  it("is opened by the office's key, and by the phone's where it is its own", async () => {
    const office = await privateOf(toBytes(vectors.office.private));
    const key = await openSealed(office, toBytes(one.office), one.id, OFFICE);
    expect(toText(key)).toBe(one.key);
    const mine = await unshut(await keyOf(toBytes(vectors.data_key)), toBytes(one.mine), one.id);
    expect(toText(mine)).toBe(one.key);
    const body = await unshut(await keyOf(key), toBytes(one.body), one.id);
    expect(JSON.parse(text(body))).toEqual(one.clear);
    const piece = await unshut(await keyOf(key), toBytes(one.piece.sealed), one.piece.sha256);
    expect(toText(piece)).toBe(one.piece.clear);
    expect(await sha256Of(piece)).toBe(one.piece.sha256);
  });

  it("is of no use as another record, or with one byte changed", async () => {
    const office = await privateOf(toBytes(vectors.office.private));
    const sealed = toBytes(one.office);
    await expect(openSealed(office, sealed, `${one.id.slice(0, -1)}0`, OFFICE)).rejects.toThrow();
    for (const at of [1, 70, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openSealed(office, changed, one.id, OFFICE)).rejects.toThrow();
    }
  });
});

describe("a PIN", () => {
  const { pin } = vectors;

  it("gives the server and the phone the same keys as in the server's tests", async () => {
    const secret = await stretched(pin.pin, toBytes(pin.salt), pin.rounds);
    expect(secret).toHaveLength(64);
    expect(toText(await derived(secret, "dongne verifier"))).toBe(pin.verifier);
    expect(toText(await derived(joined(secret, toBytes(pin.share)), "dongne wrap"))).toBe(pin.wrap);
    const slow = await stretched(pin.pin, toBytes(pin.salt), pin.offline_rounds);
    expect(toText(await derived(slow, "dongne wrap"))).toBe(pin.offline_wrap);
  }, SLOW_MS);

  it("costs a guesser four times as much where no server counts", () => {
    expect(ROUNDS).toEqual({ online: pin.rounds, offline: 4 * pin.rounds });
  });
});

it("gives no key back that was put in", async () => {
  const key = await keyOf(random(32));
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
});
