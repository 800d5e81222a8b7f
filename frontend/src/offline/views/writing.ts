/** One record while it is written: kept on the phone at every pause of the fingers. */
import type { Body, Piece, Role, Row } from "../types.ts";
import type { App } from "./app.ts";

const PAUSE_MS = 500;

/** `kept`: everything typed is on disk. `locked`: the phone locked under it. `full`: no room. */
export type Standing = "nothing" | "typing" | "kept" | "locked" | "full";

export class Writing {
  body: Partial<Body>;
  pieces: Piece[] = [];
  id: string | undefined;
  readonly #app: App;
  readonly #told: (standing: Standing) => void;
  #timer = 0;
  #work: Promise<unknown> = Promise.resolve();
  #dirty = false;

  constructor(app: App, body: Partial<Body>, told: (standing: Standing) => void, row?: Row) {
    this.#app = app;
    this.#told = told;
    this.body = body;
    this.id = row?.id;
    this.pieces = row?.pieces ?? [];
  }

  /** Something was typed or chosen. Choosing alone begins no record: an empty one helps nobody. */
  set(part: Partial<Body>, begins = true): void {
    Object.assign(this.body, part);
    if (!begins && !this.id) return;
    this.#dirty = true;
    this.#told("typing");
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.keep(), PAUSE_MS);
  }

  /** What was typed is on disk when the promise is kept. One after the other, never two at once. */
  keep(): Promise<boolean> {
    clearTimeout(this.#timer);
    return this.#alone(async () => {
      if (!this.#dirty) return;
      this.#dirty = false;
      const id = await this.#begun();
      await this.#app.core.records.save(id, this.body);
      this.#told("kept");
    });
  }

  add(files: readonly Blob[], role: Role, original: boolean): Promise<boolean> {
    return this.#alone(async () => {
      const id = await this.#begun();
      for (const file of files) {
        await this.#app.core.records.addPhoto(id, file, role, { original });
      }
      await this.#again();
    });
  }

  addSound(sound: Blob, seconds: number): Promise<boolean> {
    return this.#alone(async () => {
      const id = await this.#begun();
      await this.#app.core.records.addSound(id, sound, seconds);
      await this.#again();
    });
  }

  remove(sha256: string): Promise<boolean> {
    return this.#alone(async () => {
      if (!this.id) return;
      await this.#app.core.records.removePiece(this.id, sha256);
      await this.#again();
    });
  }

  /** 보낼 준비. */
  finish(): Promise<boolean> {
    clearTimeout(this.#timer);
    return this.#alone(async () => {
      this.#dirty = false;
      const id = await this.#begun();
      await this.#app.core.records.finish(id, this.body);
    });
  }

  async #begun(): Promise<string> {
    if (!this.id) {
      const { photos: _none, sounds: _neither, ...body } = this.body;
      this.id = (await this.#app.core.records.begin(body)).id;
    }
    return this.id;
  }

  /** Photos and sounds as the core has entered them; what was typed meanwhile stays. */
  async #again(): Promise<void> {
    if (!this.id) return;
    const { core } = this.#app;
    this.pieces = (await core.store.row(this.id))?.pieces ?? [];
    const kept = await core.records.read(this.id);
    this.body.photos = kept?.photos ?? [];
    this.body.sounds = kept?.sounds ?? [];
    this.#told("kept");
  }

  #alone(work: () => Promise<void>): Promise<boolean> {
    const next = this.#work.then(work).then(
      () => true,
      (problem: unknown) => {
        this.#dirty = true;
        if (problem instanceof Error && problem.name === "Locked") this.#told("locked");
        else if (problem instanceof Error && problem.name === "StorageFull") this.#told("full");
        else throw problem;
        return false;
      },
    );
    this.#work = next.catch(() => false);
    return next;
  }
}
