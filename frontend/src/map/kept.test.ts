import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KeptSource } from "./kept.ts";

/** Node has no cache storage: the part of it that is used, in memory. */
class MemoryCache {
  readonly rows = new Map<string, ArrayBuffer | string>();
  async match(name: string): Promise<Response | undefined> {
    const row = this.rows.get(name);
    return row === undefined ? undefined : new Response(row);
  }
  async put(name: string, answer: Response): Promise<void> {
    this.rows.set(name, await answer.arrayBuffer());
  }
  async keys(): Promise<string[]> {
    return [...this.rows.keys()];
  }
  async delete(name: string): Promise<boolean> {
    return this.rows.delete(name);
  }
}

let server: Server;
let url: string;
let etag = '"1"';
let file = Uint8Array.from({ length: 1000 }, (_, n) => n % 256);
let asked: string[] = [];
let cache: MemoryCache;

beforeEach(async () => {
  [etag, asked, cache] = ['"1"', [], new MemoryCache()];
  vi.stubGlobal("caches", { open: async () => cache });
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ usage: 1, quota: 100 }) } });
  server = createServer((request, answer) => {
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    asked.push(`${first}-${last}`);
    answer.writeHead(206, { ETag: etag });
    answer.end(file.subarray(Number(first), Number(last) + 1));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/map/tiles.pmtiles`;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const bytes = async (source: KeptSource, offset: number, length: number, version?: string) =>
  [...new Uint8Array((await source.getBytes(offset, length, undefined, version)).data)];
const slice = (offset: number, length: number) => [...file.subarray(offset, offset + length)];

async function gone(): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

test("what was read is there without network, head and tiles", async () => {
  const first = new KeptSource(url, true);
  expect(await bytes(first, 0, 127)).toEqual(slice(0, 127));
  expect(await bytes(first, 500, 20, etag)).toEqual(slice(500, 20));
  await gone();
  const later = new KeptSource(url, true);
  expect(await bytes(later, 0, 127)).toEqual(slice(0, 127));
  expect(await bytes(later, 500, 20, etag)).toEqual(slice(500, 20));
  await expect(later.getBytes(600, 20, undefined, etag)).rejects.toThrow();
});

test("a tile that is kept is not asked for again, the head always is", async () => {
  const source = new KeptSource(url, true);
  for (let n = 0; n < 3; n++) {
    await bytes(source, 0, 127);
    await bytes(source, 500, 20, etag);
  }
  expect(asked).toEqual(["0-126", "500-519", "0-126", "0-126"]);
});

test("a new file forgets what was kept of the one before", async () => {
  const source = new KeptSource(url, true);
  await bytes(source, 0, 127);
  await bytes(source, 500, 20, etag);
  etag = '"2"';
  file = file.map((byte) => 255 - byte);
  await bytes(source, 0, 127);
  expect(await bytes(source, 500, 20, etag)).toEqual(slice(500, 20));
  expect([...cache.rows.keys()].filter((name) => name.includes(encodeURIComponent('"1"')))).toEqual([]);
});

test("unsent records come first: without room a map is shown and not kept", async () => {
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ usage: 50, quota: 100 }) } });
  expect(await bytes(new KeptSource(url, true), 0, 127)).toEqual(slice(0, 127));
  expect(cache.rows.size).toBe(0);
});

test("a desk's map keeps nothing", async () => {
  await bytes(new KeptSource(url, false), 0, 127);
  expect(cache.rows.size).toBe(0);
});
