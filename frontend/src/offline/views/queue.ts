/** 보낼 것: each record in the words that everybody knows, and what to do where a look is needed. */
import { type Counts, isDone, isEmpty, missing } from "../queue.ts";
import { PROGRESS, type Progress } from "../sender.ts";
import type { Row, State } from "../types.ts";
import type { App, Leave, View } from "./app.ts";
import { ask, badge, box, button, element, empty, notice, say, toast, type Tone, way } from "./dom.ts";
import { lengthOf, sizeOf, whenOf } from "./times.ts";

const LOOKS: Record<State, [Tone, string, string]> = {
  writing: ["neutral", "pencil", "stateWriting"],
  ready: ["info", "clock", "stateReady"],
  sending: ["info", "send", "stateSending"],
  received: ["success", "check-circle", "stateReceived"],
  check: ["danger", "alert", "stateCheck"],
};
const ORDER: State[] = ["check", "sending", "ready", "writing", "received"];
/** As many receipts as somebody looks through; the rest on request. */
const RECEIPTS = 10;
const TITLE = 60;

export function stateBadge(state: State): HTMLElement {
  const [tone, sign, words] = LOOKS[state];
  return badge(say(words), tone, sign);
}

export const queue: View = {
  title: "queue",
  open: true,
  show: async (place, app): Promise<Leave> => {
    const rows = await app.core.records.list();
    const counts = await app.core.records.counts();
    const waiting = rows.filter((row) => !isDone(row) && row.state !== "writing");
    const bars = new Map<string, HTMLProgressElement>();
    place.append(summary(app, counts, waiting.length));
    if (!rows.length) place.append(empty(say("noRecordsTitle"), say("noRecordsText"), "send"));
    for (const state of ORDER) {
      const some = rows.filter((row) => row.state === state);
      if (!some.length) continue;
      // What waits longest goes first; receipts newest first.
      if (state === "ready" || state === "sending") some.sort((a, b) => (a.ready_at ?? "").localeCompare(b.ready_at ?? ""));
      place.append(await group(app, state, some, bars));
    }
    if (waiting.length) {
      place.append(
        box(
          "div",
          "street-shootbar",
          button(say("sendNow"), "primary", () => send(app), { icon: "send", large: true }),
        ),
      );
    }
    const moved = (event: Event): void => {
      const { record, sha256, sent } = (event as CustomEvent<Progress>).detail;
      const bar = bars.get(record + sha256);
      if (bar) bar.value = sent;
    };
    addEventListener(PROGRESS, moved);
    return () => removeEventListener(PROGRESS, moved);
  },
};

async function send(app: App): Promise<void> {
  const turn = await app.core.sender.turn();
  const told: Record<string, string> = {
    offline: "turnOffline",
    busy: "turnBusy",
    ended: "turnEnded",
    no_phone: "turnEnded",
    wait: "turnWait",
    sent: turn.checked ? "turnChecked" : "turnSent",
    nothing: "turnNothing",
  };
  toast(say(told[turn.end] ?? "turnSent", { n: turn.received }));
  app.show();
}

function summary(app: App, counts: Counts, waiting: number): HTMLElement {
  const made = box("div", "street-summary");
  if (counts.late && counts.oldest) {
    const span = lengthOf(app.core.clock.now() - Date.parse(counts.oldest));
    made.append(notice("warning", say("lateTitle"), say("lateText", { span })));
  }
  if (app.ended) {
    made.append(notice("warning", say("endedTitle"), say("endedText"), way(say("signIn"), document.body.dataset["signIn"] ?? "/sign-in", "secondary", "user")));
  }
  const left = counts.bytes - counts.sent;
  const text = waiting ? say("waiting", { n: waiting, size: sizeOf(left) }) : say("allSent");
  made.append(element("p", { class: "street-summary-line" }, waiting && left <= 0 ? say("waitingText", { n: waiting }) : text));
  return made;
}

async function group(app: App, state: State, rows: Row[], bars: Map<string, HTMLProgressElement>): Promise<HTMLElement> {
  const list = box("ul", "street-rows");
  const shown = state === "received" ? rows.slice(0, RECEIPTS) : rows;
  for (const row of shown) list.append(await item(app, row, bars));
  const made = box("section", "street-group", element("h2", {}, say(LOOKS[state][2]), " ", element("span", { class: "count" }, String(rows.length))), list);
  if (shown.length < rows.length) {
    const more = button(say("moreReceipts", { n: rows.length - shown.length }), "tertiary", async () => {
      more.remove();
      for (const row of rows.slice(RECEIPTS)) list.append(await item(app, row, bars));
    });
    made.append(more);
  }
  return made;
}

async function titleOf(app: App, row: Row): Promise<string> {
  if (app.core.safe.state === "open" && !isEmpty(row)) {
    const body = await app.core.records.read(row.id).catch(() => undefined);
    const memo = body?.memo?.trim().replace(/\s+/g, " ");
    if (memo) return memo.length > TITLE ? `${memo.slice(0, TITLE - 1)}…` : memo;
    if (body?.photos?.length) return say("photoRecord", { n: body.photos.length });
  }
  return say("recordAt", { when: whenOf(row.made_at, app.core.clock.now()) });
}

async function item(app: App, row: Row, bars: Map<string, HTMLProgressElement>): Promise<HTMLElement> {
  const now = app.core.clock.now();
  const title = await titleOf(app, row);
  const made = box(
    "li",
    `street-row is-${row.state}`,
    box("div", "street-row-head", element("strong", {}, title), stateBadge(row.state)),
    element("p", { class: "street-note" }, facts(row, now)),
  );
  const open = missing(row).filter((piece) => piece.refused === undefined);
  if ((row.state === "sending" || row.state === "received") && open.length) {
    for (const piece of open) {
      const bar = element("progress", { max: String(piece.bytes), value: String(piece.sent), "aria-label": say(piece.what === "photo" ? "photoProgress" : "soundProgress") });
      bar.value = piece.sent;
      bars.set(row.id + piece.sha256, bar);
      made.append(bar);
    }
  }
  if (row.trouble) {
    const hint = HINTS[row.trouble.code];
    made.append(notice(row.state === "check" ? "danger" : "warning", row.trouble.message, say(hint ?? "troubleHint")));
  }
  for (const piece of row.pieces) {
    if (piece.refused === undefined) continue;
    const drop = button(say(piece.what === "photo" ? "dropPhoto" : "dropSound"), "secondary", async () => {
      if (!(await ask(say("photoRemoveTitle"), say("photoRemoveText"), say("remove")))) return;
      await app.core.records.removePiece(row.id, piece.sha256);
    });
    made.append(notice("danger", say("pieceRefused"), piece.refused, drop));
  }
  if (row.receipt && (row.receipt.status === "held" || row.receipt.status === "kept")) {
    made.append(notice("warning", row.receipt.message ?? "", say(row.receipt.status === "held" ? "heldText" : "keptText")));
  }
  made.append(ways(app, row, title));
  if (row.receipt) made.append(receipt(row, now));
  return made;
}

/** What to do, by why it needs a look. */
const HINTS: Record<string, string> = {
  office_key_unknown: "hintKey",
  conflict: "hintDiffers",
  photo_refused: "hintPhoto",
  kind_unknown: "hintWords",
  field_unknown: "hintWords",
};

function facts(row: Row, now: number): string {
  const photos = row.pieces.filter((one) => one.what === "photo").length;
  const sounds = row.pieces.length - photos;
  const here = row.pieces.filter((one) => one.here).length;
  return [
    whenOf(row.made_at, now),
    photos ? say("nPhotos", { n: photos }) : "",
    sounds ? say("nSounds", { n: sounds }) : "",
    row.state === "received" && here < row.pieces.length ? say("nHere", { here, all: row.pieces.length }) : "",
    row.tries > 1 && row.state === "ready" ? say("nTries", { n: row.tries }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function ways(app: App, row: Row, title: string): HTMLElement {
  const made = box("div", "street-row-ways");
  const named = (one: HTMLElement, words: string): HTMLElement => {
    one.setAttribute("aria-label", `${title}: ${words}`);
    return one;
  };
  const add = (words: string, look: "secondary" | "tertiary" | "danger", press: () => unknown): void => {
    made.append(named(button(words, look, press), words));
  };
  if (row.state === "writing") add(say("goOn"), "secondary", () => app.go(`/new/${row.id}`));
  if (row.state === "ready") add(say("change"), "tertiary", () => app.go(`/new/${row.id}`));
  if (row.state === "check") {
    if (!isEmpty(row)) add(say("correct"), "secondary", () => app.go(`/new/${row.id}`));
    add(say("again"), "tertiary", async () => {
      await app.core.records.again(row.id);
      await send(app);
    });
  }
  if (row.trouble?.code === "conflict") made.append(way(say("compare"), "/activities/differing/", "tertiary", "external"));
  if (row.state === "writing" || row.state === "check" || row.state === "ready" || isDone(row)) {
    add(say("forget"), isDone(row) ? "tertiary" : "danger", async () => {
      const safe = isDone(row);
      if (!(await ask(say(safe ? "forgetReceiptTitle" : "forgetTitle"), say(safe ? "forgetReceiptText" : "forgetText"), say("forget")))) return;
      await app.core.records.discard(row.id);
      app.show();
    });
  }
  return made;
}

function receipt(row: Row, now: number): HTMLElement {
  const told = row.receipt;
  if (!told) return box("div", "");
  const shown = element("code", { class: "street-receipt-number" }, told.id);
  const copy = button(say("copyReceipt"), "tertiary", async () => {
    await navigator.clipboard?.writeText(told.signed || told.id);
    toast(say("copied"));
  }, { icon: "copy" });
  return box(
    "details",
    "street-receipt",
    element("summary", {}, say("receipt", { number: told.id.slice(-8).toUpperCase() })),
    box("p", "", say("receiptAt", { when: whenOf(told.at, now) }), " ", shown),
    copy,
  );
}
