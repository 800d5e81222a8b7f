import { describe, expect, it } from "vitest";
import { Pantry, type Shell } from "./pantry.ts";

const SHELL: Shell = { version: "1", first: ["/field/", "/static/field.1.js", "/static/field.1.css"], later: ["/static/chart.1.js"] };

/** Caches as browsers have them, as far as they are used here. */
class Shelf {
  readonly all = new Map<string, Map<string, Response>>();

  open = async (name: string) => {
    const there = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, there);
    const key = (asked: RequestInfo) => new URL(typeof asked === "string" ? asked : asked.url, "https://d.kr").pathname;
    return {
      match: async (asked: RequestInfo) => there.get(key(asked))?.clone(),
      put: async (asked: RequestInfo, answer: Response) => void there.set(key(asked), answer),
    } as unknown as Cache;
  };
  match = async (asked: RequestInfo) => {
    for (const name of this.all.keys()) {
      const found = await (await this.open(name)).match(asked);
      if (found) return found;
    }
    return undefined;
  };
  keys = async () => [...this.all.keys()];
  delete = async (name: string) => this.all.delete(name);
}

class Net {
  on = true;
  version = "1";
  asked: string[] = [];
  answer: (path: string) => Response = (path) => new Response(path, { headers: { "X-Field-Version": this.version } });
  fetch: typeof fetch = async (input) => {
    const path = new URL(input instanceof Request ? input.url : String(input), "https://d.kr").pathname;
    this.asked.push(path);
    if (!this.on) throw new TypeError("network");
    const made = this.answer(path);
    Object.defineProperty(made, "type", { value: "basic" });
    return made;
  };
}

function made(shell = SHELL, shelf = new Shelf(), net = new Net()) {
  return { shelf, net, pantry: new Pantry(shell, shelf as unknown as CacheStorage, net.fetch) };
}

async function get(pantry: Pantry, path: string, mode: RequestMode = "no-cors"): Promise<string | undefined> {
  const way = pantry.wayOf(new URL(path, "https://d.kr"), mode);
  return way && (await (await way(new Request(`https://d.kr${path}`))).text());
}

describe("the page's files", () => {
  it("open without a network once they were taken", async () => {
    const { pantry, net } = made();
    await pantry.fill();
    net.on = false;
    expect(await get(pantry, "/field/", "navigate")).toBe("/field/");
    expect(await get(pantry, "/static/field.1.js")).toBe("/static/field.1.js");
  });

  it("are the server's while it answers, and ours when somebody else does", async () => {
    const { pantry, net } = made();
    await pantry.fill();
    net.answer = () => new Response("new");
    expect(await get(pantry, "/field/", "navigate")).toBe("new");
    net.answer = () => new Response("trouble", { status: 502 });
    expect(await get(pantry, "/field/", "navigate")).toBe("/field/");
  });

  it("named by their content are never asked for twice; others the worker leaves alone", async () => {
    const { pantry, net } = made();
    await pantry.fill();
    net.asked = [];
    await get(pantry, "/static/field.1.js");
    await get(pantry, "/static/late.3.js");
    await get(pantry, "/static/late.3.js");
    expect(net.asked).toEqual(["/static/late.3.js"]);
    for (const path of ["/field/today.json", "/field/sealed/files/x", "/sign-in"]) expect(pantry.wayOf(new URL(path, "https://d.kr"), "cors")).toBeUndefined();
    expect(pantry.wayOf(new URL("https://d.kr/sign-in"), "navigate")).toBeUndefined();
  });

  it("of a new version take over what has not changed, and fetch the rest", async () => {
    const first = made();
    await first.pantry.fill();
    const next = made({ version: "2", first: ["/field/", "/static/field.2.js", "/static/field.1.css"], later: [] }, first.shelf, first.net);
    first.net.asked = [];
    first.net.version = "2";
    await next.pantry.fill();
    expect(first.net.asked).toEqual(["/static/field.2.js", "/field/"]);
    await next.pantry.clear();
    expect(await first.shelf.keys()).toEqual(["dongne-field-2"]);
  });

  it("are whole or not there: a page of another version, or a file that fails, is not kept", async () => {
    const { pantry, net, shelf } = made();
    net.version = "2";
    await expect(pantry.fill()).rejects.toThrow("another version");
    net.version = "1";
    net.answer = (path) => (path.endsWith(".js") ? new Response("", { status: 500 }) : new Response(path));
    shelf.all.clear();
    await expect(pantry.fill()).rejects.toThrow("500");
    expect(await shelf.match("/field/")).toBeUndefined();
  });

  it("in two parts are never of two versions: a page has the parts that it names, or is not there", async () => {
    const parts = (n: number) => ({ version: String(n), first: ["/field/", `/static/field.${n}.js`, `/static/field-more.${n}.js`], later: [] });
    const old = made(parts(1));
    const { net, shelf } = old;
    net.answer = (path) => {
      if (path === "/static/field-more.2.js") return new Response("", { status: 404 });
      return new Response(path === "/field/" ? `page ${net.version}` : path, { headers: { "X-Field-Version": net.version } });
    };
    await old.pantry.fill();
    // A new version, of which the second part does not come
    net.version = "2";
    const next = made(parts(2), shelf, net);
    await expect(next.pantry.fill()).rejects.toThrow("404");
    net.on = false;
    expect(await get(old.pantry, "/field/", "navigate")).toBe("page 1");
    expect(await get(old.pantry, "/static/field-more.1.js")).toBe("/static/field-more.1.js");
    // It comes, and the new worker takes over
    net.on = true;
    net.answer = (path) => new Response(path === "/field/" ? `page ${net.version}` : path, { headers: { "X-Field-Version": net.version } });
    await next.pantry.fill();
    await next.pantry.clear();
    net.on = false;
    expect(await get(next.pantry, "/field/", "navigate")).toBe("page 2");
    for (const part of ["field", "field-more"]) {
      expect(await get(next.pantry, `/static/${part}.2.js`)).toBe(`/static/${part}.2.js`);
      await expect(get(next.pantry, `/static/${part}.1.js`)).rejects.toThrow("network");
    }
  });

  it("that the browser has thrown away are fetched again, with what the page had loaded besides", async () => {
    const { pantry, shelf, net } = made();
    await pantry.fill();
    shelf.all.clear();
    await pantry.fill();
    await pantry.fillLater(["/static/words.9.js"]);
    net.on = false;
    for (const path of ["/static/field.1.css", "/static/words.9.js", "/static/chart.1.js"]) expect(await get(pantry, path)).toBe(path);
  });
});
