/** What the page and its worker tell each other, in `field` of a message. */

/** Page → worker: take over now, the person agrees. */
export const RENEW = "renew";
/** Page → worker: see whether all files of the page are still in the cache, and `files` that it has loaded. */
export const CHECK = "check";
/** Worker → pages: `turn` says what was sent. */
export const SENT = "settled";
