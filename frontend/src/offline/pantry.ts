/** Files of the page that are kept for times without a network. */

/** Written by the server before the worker. Addresses are paths of this site. */
export interface Shell {
  /** Changes with any of the files. */
  version: string;
  /** The page itself, then what it can't do without; all named by their content. */
  first: string[];
  /** Taken along once the page stands: the map. */
  later: string[];
}

export type Way = (request: Request) => Promise<Response>;

const PREFIX = "dongne-field-";
/** A network that is there and does not answer is none. */
const PATIENCE_MS = 3_000;
/** The server's word which version a page is of. */
const VERSION = "X-Field-Version";

export class Pantry {
  readonly #shell: Shell;
  readonly #caches: CacheStorage;
  readonly #ask: typeof fetch;

  constructor(shell: Shell, store: CacheStorage, ask: typeof fetch = (...given) => fetch(...given)) {
    this.#shell = shell;
    this.#caches = store;
    this.#ask = ask;
  }

  get #name(): string {
    return PREFIX + this.#shell.version;
  }

  get #page(): string {
    return this.#shell.first[0] ?? "/field/";
  }

  /** What the page can't do without, as far as it is missing. The page comes last: it is whole or not there. */
  async fill(): Promise<void> {
    const cache = await this.#caches.open(this.#name);
    await Promise.all(this.#shell.first.slice(1).map((file) => this.#take(cache, file)));
    if (await cache.match(this.#page)) return;
    // With cookies: the language that was chosen is in one. The page holds nothing of anybody.
    const page = await this.#ask(this.#page, { cache: "no-store", credentials: "same-origin", redirect: "error" });
    if (!this.#isOurs(page)) throw new Error("a page of another version");
    await cache.put(this.#page, page);
  }

  /** @param files that the page has loaded besides (parts of a script, fonts). */
  async fillLater(files: string[] = []): Promise<void> {
    const cache = await this.#caches.open(this.#name);
    for (const file of [...files, ...this.#shell.later]) await this.#take(cache, file);
  }

  /** Files that an earlier version had already are taken from it. */
  async #take(cache: Cache, file: string): Promise<void> {
    if (await cache.match(file)) return;
    const known = await this.#caches.match(file);
    const found = known ?? (await this.#ask(file, { credentials: "omit", redirect: "error" }));
    if (!found.ok) throw new Error(`${file}: ${found.status}`);
    await cache.put(file, found);
  }

  /** Earlier versions go; the page in use has its files by then, and parts that come later are asked of the server. */
  async clear(): Promise<void> {
    for (const name of await this.#caches.keys()) {
      if (name.startsWith(PREFIX) && name !== this.#name) await this.#caches.delete(name);
    }
  }

  /** How a GET is answered; undefined: by the network alone. */
  wayOf(url: URL, mode: RequestMode): Way | undefined {
    if (mode === "navigate") return url.pathname === this.#page ? (request) => this.#shown(request) : undefined;
    const isFile = this.#shell.first.includes(url.pathname) || url.pathname.startsWith("/static/");
    return isFile ? (request) => this.#file(request) : undefined;
  }

  /** From the network while it answers soon, otherwise the kept one. */
  async #shown(request: Request): Promise<Response> {
    const kept = await this.#caches.match(this.#page);
    try {
      const signal = kept ? AbortSignal.timeout(PATIENCE_MS) : undefined;
      const page = await this.#ask(request.url, { credentials: "same-origin", ...(signal && { signal }) });
      // In the language it was just read in, it is the one to keep.
      if (this.#isOurs(page) && page.headers.has(VERSION) && !page.redirected) {
        const cache = await this.#caches.open(this.#name);
        await cache.put(this.#page, page.clone()).catch(() => undefined);
      }
      // A page of somebody else's (a Wi-Fi's), or a server in trouble: ours is better.
      return kept && (!page.ok || page.redirected) ? kept : page;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  }

  async #file(request: Request): Promise<Response> {
    const kept = await this.#caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    const answer = await this.#ask(request);
    if (answer.ok && answer.type === "basic") {
      const cache = await this.#caches.open(this.#name);
      await cache.put(request, answer.clone()).catch(() => undefined);
    }
    return answer;
  }

  #isOurs(page: Response): boolean {
    const version = page.headers.get(VERSION);
    return page.ok && (version === null || version === this.#shell.version);
  }
}
