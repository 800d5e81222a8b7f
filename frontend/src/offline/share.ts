/** What a messenger or the gallery shares becomes a draft: texts its memo, pictures and voices its pieces. */
import type { Clock } from "./clock.ts";
import type { Records } from "./records.ts";

/** Names of the form, as the manifest says. */
const TEXTS = ["title", "text", "url"];
const MOST_FILES = 20;

/** @throws Locked where the phone was never set up, StorageFull, Unreadable: then nothing stays. */
export async function share(form: FormData, records: Records, clock: Clock): Promise<string> {
  const said = TEXTS.map((name) => form.get(name)).filter((one) => typeof one === "string" && one.trim() !== "");
  const memo = [...new Set(said as string[])].join("\n");
  const { id } = await records.begin({ memo, happened_at: clock.iso() });
  try {
    const files = [...form.values()].filter((one): one is File => one instanceof File && one.size > 0);
    for (const file of files.slice(0, MOST_FILES)) {
      if (file.type.startsWith("audio/")) await records.addSound(id, file, 0);
      else await records.addPhoto(id, file, "during");
    }
  } catch (error) {
    await records.discard(id);
    throw error;
  }
  return id;
}
