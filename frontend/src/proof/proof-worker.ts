/** The work itself, beside the page, so that the page stays usable meanwhile. */
import { type Challenge, payload, solve } from "./solve.ts";

self.addEventListener("message", ({ data }: MessageEvent<Challenge>) => {
  solve(data.parameters, (tries) => self.postMessage({ tries }))
    .then((solution) => self.postMessage({ payload: payload(data, solution) }))
    .catch(() => self.postMessage({ failed: true }));
});
