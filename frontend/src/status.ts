/** A QR code brings the secret behind `#`, which is never sent along with an address. It is taken
 * from there, put into the form, and gone from the address bar and the history. */
const form = document.querySelector<HTMLFormElement>("form[data-secret]");
const told = decodeURIComponent(location.hash.slice(1));

if (form && told) {
  history.replaceState(null, "", location.pathname + location.search);
  const number = form.querySelector<HTMLInputElement>("[name=number]");
  const secret = form.querySelector<HTMLInputElement>("[name=secret]");
  if (secret) secret.value = told;
  // After a refusal the page says what is wrong; nothing is sent a second time by itself.
  if (number?.value && secret && !form.querySelector("[aria-invalid=true]")) form.requestSubmit();
}

export {};
