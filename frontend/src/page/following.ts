/** A bar that follows work in the background: `data-progress-of` names where its figures are. */

const EVERY_MS = 2000;

interface Progress { done: number; total: number; working: boolean }

export function showFollowing(): void {
  const box = document.querySelector<HTMLElement>("[data-progress-of]");
  const bar = box?.querySelector("progress");
  const url = box?.dataset["progressOf"];
  if (!bar || !url) return;
  const ask = async (): Promise<void> => {
    if (!box.isConnected) return;
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      const { done, total, working } = (await answer.json()) as Progress;
      if (!working) {
        location.reload();
        return;
      }
      bar.value = total ? Math.min(100, Math.round((100 * done) / total)) : 0;
    } catch {
      // No network for a moment: the work goes on without us.
    }
    setTimeout(() => void ask(), EVERY_MS);
  };
  setTimeout(() => void ask(), EVERY_MS);
}
