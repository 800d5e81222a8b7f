/** What every page does beyond HTML. All of it is declared by attributes (`docs/design-system.md`). */
import { startDialogs } from "./page/dialogs.ts";
import { startDisplay } from "./page/display.ts";
import { startDragging } from "./page/dragging.ts";
import { showDrafts, startDrafts } from "./page/drafts.ts";
import { showFiles, startFiles } from "./page/files.ts";
import { showFollowing } from "./page/following.ts";
import { showHiding } from "./page/hiding.ts";
import { startLive } from "./page/live.ts";
import { startHotkeys } from "./page/hotkeys.ts";
import { startIdle } from "./page/idle.ts";
import { startMenus } from "./page/menus.ts";
import { showPasskeys, startPasskeys } from "./page/passkeys.ts";
import { startSending } from "./page/sending.ts";
import { startSmallThings, tidyPage } from "./page/small.ts";
import { startUploads } from "./page/uploads.ts";

/** Once for each page that is shown, also when an upload swapped the page in place. */
function show(): void {
  document.documentElement.classList.add("js");
  tidyPage();
  showDrafts();
  showFiles();
  showPasskeys();
  showFollowing();
  showHiding();
  // A module that is already loaded does not run again: maps start on this.
  document.dispatchEvent(new Event("page:shown"));
}

startUploads(show);
startPasskeys();
startSending();
startDisplay();
startMenus();
startDialogs();
startHotkeys();
startDragging();
startDrafts();
startFiles();
startSmallThings();
startIdle();
startLive();
show();
