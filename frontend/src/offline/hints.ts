/** What the page is told before it has opened anything: guesses that make it quick, and decide nothing. */

/** In localStorage: there is a PIN on this phone. */
export const PIN_KEPT = "dongne.field.pin";
/** A cookie of /field/, by the server: an officer is signed in. */
export const SIGNED_IN = "dongne_field_in";
