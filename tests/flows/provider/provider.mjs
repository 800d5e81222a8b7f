/** A certified OpenID provider with one client, for the test of single sign-on.
 *
 * `node provider.mjs <port> <redirect address>`; whoever signs in is who they say they are.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [port, back] = process.argv.slice(2);
const frontend = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { Provider } = await import(pathToFileURL(frontend.resolve("oidc-provider")).href);

const issuer = `http://localhost:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "dongne",
    client_secret: "a-secret-of-the-office",
    redirect_uris: [back],
    response_types: ["code"],
    grant_types: ["authorization_code"],
  }],
  claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
  cookies: { keys: ["only-for-tests"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  // The provider's own number of the person, and the name of the account in the office.
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: `person-${id}`, preferred_username: id, name: id }),
  }),
});
provider.listen(Number(port), () => process.stdout.write(`ready ${issuer}\n`));
