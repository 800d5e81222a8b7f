/** What every screen is given. */
import type { Core } from "../core.ts";
import type { Counts } from "../queue.ts";
import type { Model } from "../suggest.ts";
import type { Today } from "../types.ts";

/** A file that was chosen before there was a record to put it into. */
export interface Waiting {
  files: File[];
  /** Of a record that is being written; none begins a new one. */
  record?: string;
}

export interface App {
  core: Core;
  today?: Today | undefined;
  /** Whether `today` came from the server just now. */
  fresh: boolean;
  counts?: Counts | undefined;
  model?: Model | undefined;
  /** The session is over: what is taken along can't be renewed. */
  signedOut: boolean;
  /** The server knows this phone no more. */
  ended: boolean;
  waiting?: Waiting | undefined;
  /** What a record begins with when one comes from a case or a stop. */
  start?: { latitude?: number; longitude?: number; address?: string; tong?: number; outing?: string } | undefined;
  go(path: string): void;
  /** Asks the server for today's list; with `quiet` nobody is told when it can't. */
  renew(): Promise<void>;
  /** The same screen again with what is known now. */
  show(): void;
}

/** Takes away what the screen has started (timers, listeners, URLs of pictures). */
export type Leave = () => void | Promise<void>;

export interface View {
  title: string;
  /** Shown without unlocking. */
  open?: boolean;
  /** Has its own bar below: the tabs are out of the way. */
  own?: boolean;
  show(place: HTMLElement, app: App, args: string[]): Leave | void | Promise<Leave | void>;
  /** Rows have changed: what to show anew; without it the whole screen is. `none`: nothing. */
  changed?: "none";
}

/**
 * Opens the camera or the gallery within the press itself: browsers allow it nowhere else. Whoever
 * closes it without a photo is heard of by younger browsers only (`cancel`: Chrome 113, Safari 16.4):
 * nothing waits for it.
 */
export function choose(options: { camera?: boolean; many?: boolean }, take: (files: File[]) => unknown): void {
  document.querySelector("[data-choosing]")?.remove();
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  if (options.camera) input.setAttribute("capture", "environment");
  input.multiple = !!options.many;
  input.hidden = true;
  input.dataset["choosing"] = "";
  input.addEventListener("change", () => {
    input.remove();
    if (input.files?.length) void take(Array.from(input.files));
  });
  // In the page, or some browsers forget it while the camera is open.
  document.body.append(input);
  input.click();
}
