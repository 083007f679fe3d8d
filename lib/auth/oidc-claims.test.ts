import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { personOf } from './oidc-claims';

let told: Record<string, unknown> = {};
const server = createServer((_request, response) => void response.end(JSON.stringify(told)));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

function provider() {
  // A TCP server that listens has an address of this form.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ issuer, authorization_endpoint: issuer, token_endpoint: issuer, jwks_uri: issuer, userinfo_endpoint: issuer },
    token_endpoint_auth_methods_supported: [],
  };
}

const tokens = (claims: unknown) => ({
  idToken: `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`,
  accessToken: 'access',
});

it('the token says who has come', async () => {
  told = { sub: 'r1', email: 'other@example.com' };
  const person = await personOf(provider(), tokens({ sub: 'r1', email: ' RITA@example.com', email_verified: true }));

  expect(person).toEqual({
    accountId: `${provider().issuer} r1`,
    email: 'rita@example.com',
    isEmailVerified: true,
    name: null,
  });
});

it('the provider is asked for what the token leaves out, and for nobody else', async () => {
  told = { sub: 'r1', email: 'rita@example.com', email_verified: true, name: 'Rita' };

  expect(await personOf(provider(), tokens({ sub: 'r1' }))).toMatchObject({ email: 'rita@example.com', name: 'Rita' });
  await expect(personOf(provider(), tokens({ sub: 'r2' }))).rejects.toThrow('refused: failed');
});

it.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  [undefined, false],
])('email_verified as %j means %j', async (email_verified, isEmailVerified) => {
  const person = await personOf(provider(), tokens({ sub: 'r1', email: 'rita@example.com', email_verified }));

  expect(person.isEmailVerified).toBe(isEmailVerified);
});

it('without a token nobody has come', async () => {
  await expect(personOf(provider(), { accessToken: 'access' })).rejects.toThrow('refused: failed');
});
