import { expect, it } from 'vitest';
import { oidcSettings } from './oidc-settings';

const WHOLE = {
  HOLDPOINT_PUBLIC_URL: 'https://holdpoint.example.com',
  HOLDPOINT_OIDC_ISSUER: 'https://login.example.com/realms/us',
  HOLDPOINT_OIDC_CLIENT_ID: 'holdpoint',
  HOLDPOINT_OIDC_CLIENT_SECRET: 'secret',
};

it('without an issuer there is no provider', () => {
  expect(oidcSettings({})).toBe(null);
  expect(oidcSettings({ HOLDPOINT_OIDC_ISSUER: '' })).toBe(null);
});

it('members alone may come unless a role is given', () => {
  expect(oidcSettings(WHOLE)).toMatchObject({ name: 'single sign-on', role: null });
  expect(oidcSettings({ ...WHOLE, HOLDPOINT_OIDC_ROLE: 'reviewer' })).toMatchObject({ role: 'reviewer' });
});

it.each([
  ['HOLDPOINT_OIDC_CLIENT_ID', ''],
  ['HOLDPOINT_OIDC_CLIENT_SECRET', ''],
  ['HOLDPOINT_PUBLIC_URL', ''],
  ['HOLDPOINT_OIDC_ISSUER', 'login.example.com'],
  ['HOLDPOINT_OIDC_ISSUER', 'http://login.example.com'],
  ['HOLDPOINT_OIDC_ISSUER', 'https://login.example.com/?tenant=1'],
  ['HOLDPOINT_OIDC_ROLE', 'admin'],
  ['HOLDPOINT_OIDC_ROLE', 'boss'],
])('%s as %j is refused by its name', (setting, value) => {
  expect(() => oidcSettings({ ...WHOLE, [setting]: value })).toThrow(setting);
});

it('what goes with an issuer is refused without one', () => {
  expect(() => oidcSettings({ HOLDPOINT_OIDC_CLIENT_ID: 'holdpoint' })).toThrow('HOLDPOINT_OIDC_ISSUER is not');
});

it('http is for a provider on this machine', () => {
  expect(oidcSettings({ ...WHOLE, HOLDPOINT_OIDC_ISSUER: 'http://localhost:8080' })).not.toBe(null);
});
