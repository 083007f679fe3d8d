import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

/** What the provider tells of who signs in under a name. */
export type Person = { email?: string; email_verified?: boolean; name?: string };

export const CLIENT = { id: 'holdpoint', secret: 'a secret of the provider and the server' };

export interface TestProvider {
  issuer: string;
  /** By the name they sign in with there, which is their subject too; a password is anything. */
  people: Record<string, Person>;
  close(): Promise<void>;
}

/** A certified implementation of OpenID Connect, with pages where one signs in. It sends people back to `callbackUrl` alone. */
export async function oidcProvider(callbackUrl: string, more: Configuration = {}): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this form.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people: Record<string, Person> = {};
  const provider = new Provider(issuer, { ...configuration(callbackUrl, people), ...more });
  server.on('request', provider.callback());
  return {
    issuer,
    people,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function configuration(callbackUrl: string, people: Record<string, Person>): Configuration {
  return {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callbackUrl] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
    findAccount: (_context, name) => ({ accountId: name, claims: () => ({ sub: name, ...people[name] }) }),
    // It does not ask whether the server may know.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}
