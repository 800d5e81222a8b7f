/** 기록: a photo, a few words, and it is kept. Everything else may be left as it is. */
import { suggest } from "../suggest.ts";
import type { Body, Role, Word } from "../types.ts";
import { type App, choose, type Leave, type View } from "./app.ts";
import { announce, box, button, element, icon, notice, say, toast } from "./dom.ts";
import { photoStrip } from "./photos.ts";
import { placeField } from "./place.ts";
import { voiceField } from "./voice.ts";
import { Writing, type Standing } from "./writing.ts";

const LAST = "last-chosen";

interface Chosen {
  kind: string;
  field: string;
}

export const record: View = {
  title: "record",
  own: true,
  changed: "none",
  show: async (place, app, [how = ""]) => {
    const id = /^[0-9a-f-]{36}$/.test(how) ? how : undefined;
    const row = id ? await app.core.store.row(id) : undefined;
    const kept = row ? await app.core.records.read(row.id) : undefined;
    if (id && !kept) {
      place.append(notice("warning", say("goneTitle"), say("goneText")));
      place.append(button(say("toQueue"), "primary", () => app.go("/queue"), { large: true, full: true }));
      return;
    }
    if (row && (row.state === "ready" || row.state === "check")) await app.core.records.reopen(row.id);
    const last = await app.core.store.get<Chosen>(LAST);
    const body: Partial<Body> = kept ?? fresh(app, last);
    return form(place, app, new Page(app, body, row), how);
  },
};

function fresh(app: App, last: Chosen | undefined): Partial<Body> {
  const kinds = app.today?.words.kinds ?? [];
  const fields = app.today?.words.fields ?? [];
  const outing = app.start?.outing ?? todaysOuting(app);
  return {
    kind: kinds.some((one) => one.slug === last?.kind) ? (last?.kind ?? "") : (kinds[0]?.slug ?? ""),
    field: fields.some((one) => one.slug === last?.field) ? (last?.field ?? "") : "",
    happened_at: app.core.clock.iso(),
    memo: "",
    ...app.start,
    ...(outing ? { outing } : {}),
  };
}

function todaysOuting(app: App): string | undefined {
  const day = app.core.clock.iso().slice(0, 10);
  const own = (app.today?.outings ?? []).filter((one) => one.day === day);
  return own.length === 1 ? own[0]?.id : undefined;
}

class Page {
  readonly writing: Writing;
  readonly status = element("p", { class: "street-kept", role: "status" });
  locked = false;

  constructor(
    readonly app: App,
    body: Partial<Body>,
    row: ConstructorParameters<typeof Writing>[3],
  ) {
    this.writing = new Writing(app, body, (standing) => this.tell(standing), row);
  }

  tell(standing: Standing): void {
    this.locked = standing === "locked";
    this.status.className = standing === "full" ? "street-kept is-full" : "street-kept";
    this.status.textContent = standing === "typing" ? "" : say(`standing-${standing}`.replace(/-(\w)/, (_, a) => a.toUpperCase()));
  }
}

function form(place: HTMLElement, app: App, page: Page, how: string): Leave {
  const { writing } = page;
  const { body } = writing;
  const memo = element("textarea", {
    id: "memo",
    class: "input street-memo",
    rows: "2",
    maxlength: "4000",
    placeholder: say("memoExample"),
    autocomplete: "off",
  });
  memo.value = body.memo ?? "";
  const hint = box("div", "street-hint");
  const trouble = box("div", "street-trouble");
  trouble.setAttribute("role", "alert");
  let role: Role = "during";

  const strip = photoStrip({
    app,
    writing,
    shoot: (next) => {
      if (next) role = next;
      choose({ camera: true }, take);
    },
    pick: () => choose({ many: true }, take),
  });

  async function take(files: File[]): Promise<void> {
    strip.busy(files.length);
    const done = await writing.add(files, role, strip.original()).catch(() => undefined);
    if (done === undefined) trouble.replaceChildren(notice("danger", "", say("photoUnreadable")));
    else if (!done && page.locked) app.waiting = { files, ...(writing.id ? { record: writing.id } : {}) };
    else role = "during";
    strip.draw();
    if (done) announce(say("photoKept", { n: writing.body.photos?.length ?? 0 }));
  }

  const chips = {
    kind: chipField("kind", say("kind"), app.today?.words.kinds ?? [], body.kind ?? "", (slug) =>
      writing.set({ kind: slug }, false),
    ),
    field: chipField("field", say("field"), app.today?.words.fields ?? [], body.field ?? "", (slug) =>
      writing.set({ field: slug }, false),
    ),
  };

  function hinted(): void {
    hint.replaceChildren();
    if (!app.model || !memo.value.trim()) return;
    const found = suggest(app.model, memo.value);
    for (const part of ["kind", "field"] as const) {
      const one = found[part];
      const words = part === "kind" ? app.today?.words.kinds : app.today?.words.fields;
      const name = words?.find((word) => word.slug === one?.slug)?.name;
      if (!one || !name || body[part] === one.slug) continue;
      hint.append(
        box(
          "p",
          "street-why",
          icon("sprout"),
          element("span", {}, say(one.because.length ? "hintWhy" : "hint", { words: one.because.join(", "), name })),
          button(say("hintTake", { name }), "secondary", () => {
            writing.set({ [part]: one.slug }, false);
            chips[part].choose(one.slug);
            hinted();
          }),
        ),
      );
    }
  }

  memo.addEventListener("input", () => {
    writing.set({ memo: memo.value });
    hinted();
  });

  const voice = voiceField({
    app,
    writing,
    say: (text) => {
      memo.value = [memo.value.trimEnd(), text.trim()].filter(Boolean).join(" ");
      memo.dispatchEvent(new Event("input"));
    },
  });
  const where = placeField(app, writing);
  const handover = element("input", { type: "checkbox", id: "handover" });
  handover.checked = !!body.handover;
  handover.addEventListener("change", () => writing.set({ handover: handover.checked }, false));

  const keep = button(say("keep"), "primary", () => end(), { icon: "check", large: true });

  async function end(): Promise<void> {
    trouble.replaceChildren();
    const wrong = problems(writing);
    if (wrong.length) {
      trouble.replaceChildren(notice("danger", "", wrong.join(" ")));
      trouble.scrollIntoView({ block: "center" });
      return;
    }
    if (!writing.body.memo?.trim() && !writing.body.photos?.length) writing.body.memo = say("memoOfSound");
    if (!(await writing.finish())) return;
    await app.core.store.set(LAST, { kind: body.kind, field: body.field } satisfies Partial<Chosen>);
    app.start = undefined;
    const done = writing.id;
    app.go("/today");
    toast(say(navigator.onLine ? "keptOnline" : "keptOffline"), {
      label: say("editAgain"),
      press: () => done && app.go(`/new/${done}`),
    });
    void app.core.sender.turn();
  }

  const words = box("div", "street-block", label("memo", say("memo")), memo, voice.box, hint);
  // After a photo one more press says what it is about; who types is helped by what was typed.
  const asked = how === "camera" ? [chips.field.box, words] : [words, chips.field.box];
  place.append(
    strip.box,
    trouble,
    ...asked,
    chips.kind.box,
    where.box,
    box(
      "label",
      "choice street-handover",
      handover,
      box("span", "", element("strong", {}, say("handover")), element("span", { class: "street-note" }, say("handoverNote"))),
    ),
    more(app, writing, strip.originalChoice),
    box(
      "div",
      "street-bar",
      button(say("close"), "tertiary", async () => {
        await writing.keep();
        if (writing.id) toast(say("keptAsDraft"));
        app.start = undefined;
        app.go(writing.id ? "/queue" : "/today");
      }, { large: true }),
      keep,
      page.status,
    ),
  );

  const hidden = (): void => {
    if (document.hidden) void writing.keep();
  };
  document.addEventListener("visibilitychange", hidden);
  hinted();
  const waiting = app.waiting;
  app.waiting = undefined;
  if (waiting?.files.length) void take(waiting.files);
  else if (how === "text") memo.focus();
  else if (how === "voice") voice.focus();
  return async () => {
    document.removeEventListener("visibilitychange", hidden);
    voice.stop();
    where.stop();
    strip.stop();
    await writing.keep();
  };
}

function problems(writing: Writing): string[] {
  const { body } = writing;
  const found = [];
  if (!body.memo?.trim() && !body.photos?.length && !body.sounds?.length) found.push(say("needSomething"));
  if (!body.field) found.push(say("needField"));
  if (!body.kind) found.push(say("needKind"));
  return found;
}

function label(target: string, text: string): HTMLElement {
  return element("label", { for: target, class: "street-label" }, text);
}

function chipField(
  name: string,
  title: string,
  words: Word[],
  chosen: string,
  pick: (slug: string) => void,
): { box: HTMLElement; choose: (slug: string) => void } {
  const inputs = words.map((word) => {
    const input = element("input", { type: "radio", name, value: word.slug });
    input.checked = word.slug === chosen;
    input.addEventListener("change", () => pick(word.slug));
    return { word, input };
  });
  const made = box(
    "fieldset",
    "street-block",
    element("legend", { class: "street-label" }, title),
    box("div", "street-chips", ...inputs.map(({ word, input }) => box("label", "chip", input, element("span", {}, word.name)))),
  );
  return {
    box: made,
    choose: (slug) => {
      for (const { word, input } of inputs) input.checked = word.slug === slug;
    },
  };
}

/** What is seldom needed: when it was, for which outing, what was done, whether it counts. */
function more(app: App, writing: Writing, original: HTMLElement): HTMLElement {
  const { body } = writing;
  const measure = element("textarea", { id: "measure", class: "input", rows: "2", maxlength: "1000" });
  measure.value = body.measure ?? "";
  measure.addEventListener("input", () => writing.set({ measure: measure.value }));
  const at = element("input", { type: "datetime-local", id: "at", class: "input" });
  at.value = app.core.clock.iso(Date.parse(body.happened_at ?? "") || app.core.clock.now()).slice(0, 16);
  at.addEventListener("change", () => {
    if (at.value) writing.set({ happened_at: `${at.value}:00+09:00` }, false);
  });
  const outing = element("select", { id: "outing", class: "input" }, element("option", { value: "" }, say("noOuting")));
  for (const one of app.today?.outings ?? []) outing.append(element("option", { value: one.id }, `${one.purpose} · ${one.day.slice(5)}`));
  outing.value = body.outing ?? "";
  outing.addEventListener("change", () => {
    if (outing.value) writing.set({ outing: outing.value }, false);
    else {
      delete writing.body.outing;
      writing.set({}, false);
    }
  });
  return box(
    "details",
    "street-more",
    element("summary", {}, say("more")),
    box(
      "div",
      "street-more-body",
      box("div", "street-block", label("measure", say("measure")), measure),
      box("div", "street-block", label("at", say("happenedAt")), at),
      box("div", "street-block", label("outing", say("outing")), outing),
      original,
    ),
  );
}

