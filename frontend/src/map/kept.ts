/** Parts of a tile package as they were read, kept by the browser for where there is no network. */
import type { RangeResponse, Source } from "pmtiles";

const CACHE = "dongne-tiles";
/** Of what the browser would give this site: unsent records come first, always. */
const SHARE = 0.4;
const PATIENCE = 6_000;

interface Kept {
  data: ArrayBuffer;
  etag: string;
}

/** An address of the cache only: which bytes, of which version of the file. */
function nameOf(url: string, offset: number, length: number, etag: string): string {
  return `${url}?bytes=${offset}-${length}&etag=${encodeURIComponent(etag)}`;
}

/**
 * Reads ranges of one file. With `keep` what was read stays: where there is no network, and the next
 * time without asking. A new version of the file forgets what was kept of the one before.
 */
export class KeptSource implements Source {
  private etag = "";

  constructor(private readonly url: string, private readonly keep: boolean) {}

  getKey(): string {
    return this.url;
  }

  async getBytes(offset: number, length: number, signal?: AbortSignal, etag?: string): Promise<RangeResponse> {
    const store = this.keep && "caches" in globalThis ? await caches.open(CACHE).catch(() => null) : null;
    const version = etag ?? this.etag;
    // The head of the file tells its version: it is asked for anew, the rest of that version is not.
    if (store && version && offset > 0) {
      const known = await this.known(store, offset, length, version);
      if (known) return known;
    }
    try {
      const fresh = await this.fetched(offset, length, signal);
      if (store) await this.note(store, offset, length, fresh);
      return fresh;
    } catch (error) {
      if (signal?.aborted || !store) throw error;
      const known = await this.known(store, offset, length, version || (await this.last(store)));
      if (!known) throw error;
      this.etag = known.etag;
      return known;
    }
  }

  private async fetched(offset: number, length: number, signal?: AbortSignal): Promise<Kept> {
    const late = AbortSignal.timeout(PATIENCE);
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    const both = signal && "any" in AbortSignal ? AbortSignal.any([signal, late]) : (signal ?? late);
    const answer = await fetch(this.url, { headers, signal: both, cache: this.keep ? "no-store" : "default" });
    if (answer.status !== 206) throw new Error(`${this.url}: ${answer.status}`);
    const data = await answer.arrayBuffer();
    if (data.byteLength > length) throw new Error(`${this.url}: more than was asked for`);
    return { data, etag: answer.headers.get("ETag") ?? "" };
  }

  private async known(store: Cache, offset: number, length: number, etag: string): Promise<Kept | null> {
    if (!etag) return null;
    const found = await store.match(nameOf(this.url, offset, length, etag));
    return found ? { data: await found.arrayBuffer(), etag } : null;
  }

  private async last(store: Cache): Promise<string> {
    return (await (await store.match(this.url))?.text()) ?? "";
  }

  private async note(store: Cache, offset: number, length: number, fresh: Kept): Promise<void> {
    try {
      if (!fresh.etag || !(await roomLeft())) return;
      if (fresh.etag !== this.etag) {
        if (fresh.etag !== (await this.last(store))) {
          await Promise.all((await store.keys()).map((one) => store.delete(one)));
          await store.put(this.url, new Response(fresh.etag));
        }
        this.etag = fresh.etag;
      }
      await store.put(nameOf(this.url, offset, length, fresh.etag), new Response(fresh.data.slice(0)));
    } catch {
      // A map that is not kept is still a map.
    }
  }
}

async function roomLeft(): Promise<boolean> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === 0 || usage < quota * SHARE;
}
