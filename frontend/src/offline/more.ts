/** All screens of the phone's page but the lock: fetched while the PIN is typed. */
import { isModel } from "./suggest.ts";
import type { View } from "./views/app.ts";
import { notice, say, way } from "./views/dom.ts";
import { areasOf } from "./views/ground.ts";
import { help } from "./views/help.ts";
import { queue } from "./views/queue.ts";
import { record } from "./views/record.ts";
import { round } from "./views/round.ts";
import { sendTicks } from "./views/ticks.ts";
import { today } from "./views/today.ts";
import { zone } from "./views/zone.ts";

const again: View = {
  title: "record",
  open: true,
  show: (place) => void place.append(notice("warning", say("shareAgainTitle"), say("shareAgainText"), way(say("back"), "#/today", "tertiary"))),
};

const VIEWS: Record<string, View> & { today: View } = { share: again, today, new: record, queue, zone, round, help };

export { VIEWS, areasOf, isModel, sendTicks };

/** What field.ts is given of this file. */
export interface More {
  VIEWS: typeof VIEWS;
  areasOf: typeof areasOf;
  isModel: typeof isModel;
  sendTicks: typeof sendTicks;
}
