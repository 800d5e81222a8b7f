/** Spoken instead of typed: written down where the browser can, else kept as a sound. */
import type { App } from "./app.ts";
import { ask, box, button, element, icon, say } from "./dom.ts";
import type { Writing } from "./writing.ts";

const LONGEST_S = 180;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const TOLD = "dictation-told";

interface Heard extends Event {
  resultIndex: number;
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}
interface Dictation extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
}

function dictation(): (new () => Dictation) | undefined {
  const known = window as unknown as Record<string, new () => Dictation>;
  return known["SpeechRecognition"] ?? known["webkitSpeechRecognition"];
}

interface Options {
  app: App;
  writing: Writing;
  say: (text: string) => void;
}

export function voiceField({ app, writing, say: write }: Options): { box: HTMLElement; focus(): void; stop(): void } {
  const heard = element("p", { class: "street-heard", role: "status" });
  const sounds = element("ul", { class: "street-sounds" });
  const urls: string[] = [];
  let listening: Dictation | undefined;
  let recorder: MediaRecorder | undefined;
  const ways = box("div", "street-ways");
  const Known = dictation();

  const dictate = button(say("dictate"), "tertiary", async () => {
    if (listening) {
      listening.stop();
      return;
    }
    if (!Known) return;
    // Browsers send what they hear to whoever made them: that is said before the first time.
    if (!(await app.core.store.get<boolean>(TOLD))) {
      if (!(await ask(say("dictateTitle"), say("dictateText"), say("dictateYes"), false))) return;
      await app.core.store.set(TOLD, true);
    }
    const made = new Known();
    made.lang = "ko-KR";
    made.continuous = true;
    made.interimResults = true;
    made.addEventListener("result", (event) => {
      const { results, resultIndex } = event as Heard;
      let open = "";
      for (let at = resultIndex; at < results.length; at++) {
        const one = results[at];
        const text = one?.[0]?.transcript ?? "";
        if (one?.isFinal) write(text);
        else open += text;
      }
      heard.textContent = open;
      app.core.safe.touch();
    });
    made.addEventListener("error", (event) => {
      const kind = (event as Event & { error?: string }).error;
      if (kind !== "no-speech" && kind !== "aborted") heard.textContent = say("dictateFailed");
    });
    made.addEventListener("end", () => {
      listening = undefined;
      turned(dictate, false, say("dictate"));
    });
    listening = made;
    heard.textContent = say("dictateListening");
    turned(dictate, true, say("dictateStop"));
    made.start();
  }, { icon: "message" });

  const record = button(say("sound"), "tertiary", async () => {
    if (recorder) {
      recorder.stop();
      return;
    }
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      heard.textContent = say("soundDenied");
      return;
    }
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    const parts: Blob[] = [];
    const began = performance.now();
    const seconds = (): number => Math.round((performance.now() - began) / 1000);
    const made = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 24_000 } : {});
    const clock = setInterval(() => {
      heard.textContent = say("soundRunning", { n: seconds() });
      app.core.safe.touch();
      if (seconds() >= LONGEST_S) made.stop();
    }, 1000);
    made.addEventListener("dataavailable", ({ data }) => parts.push(data));
    made.addEventListener("stop", () => {
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      recorder = undefined;
      turned(record, false, say("sound"));
      heard.textContent = "";
      const sound = new Blob(parts, { type: made.mimeType.split(";")[0] ?? "audio/webm" });
      if (sound.size) void writing.addSound(sound, Math.max(1, seconds())).then(draw);
    });
    recorder = made;
    turned(record, true, say("soundStop"));
    made.start(1000);
  }, { icon: "volume" });

  function draw(): void {
    const all = writing.body.sounds ?? [];
    sounds.hidden = !all.length;
    sounds.replaceChildren(
      ...all.map((one, place) => {
        const name = say("soundNumber", { n: place + 1, seconds: one.seconds });
        const player = element("audio", { controls: "", preload: "none", "aria-label": name });
        if (writing.id) {
          void app.core.records.piece(writing.id, one.sha256).then((blob) => {
            if (!blob) return;
            const url = URL.createObjectURL(blob);
            urls.push(url);
            player.src = url;
          }, () => undefined);
        }
        return box(
          "li",
          "street-sound",
          icon("volume"),
          element("span", {}, name),
          player,
          button(say("soundRemove"), "tertiary", async () => {
            if (!(await ask(say("soundRemoveTitle"), say("photoRemoveText"), say("remove")))) return;
            await writing.remove(one.sha256);
            draw();
          }, { icon: "x", only: true }),
        );
      }),
    );
  }

  if (Known) ways.append(dictate);
  if ("MediaRecorder" in window && navigator.mediaDevices) ways.append(record);
  draw();
  return {
    box: box("div", "street-voice", ways, heard, sounds),
    focus: () => (Known ? dictate : record).focus(),
    stop: () => {
      listening?.stop();
      if (recorder?.state === "recording") recorder.stop();
      for (const url of urls) URL.revokeObjectURL(url);
    },
  };
}

function turned(one: HTMLButtonElement, on: boolean, label: string): void {
  one.setAttribute("aria-pressed", String(on));
  one.classList.toggle("is-on", on);
  const words = one.querySelector("span");
  if (words) words.textContent = label;
}
