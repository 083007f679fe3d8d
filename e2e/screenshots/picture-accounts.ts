import { arrangeAccounts } from './arrange-accounts';
import { type Cookies, type Picture, takePictures } from './take-pictures';
import { type Wanted, withDatabase, withTestServer } from './with-test-server';

const SETTINGS = {
  HOLDPOINT_ACCOUNTS: 'required',
  // Nobody is sent there by a picture, and from there.
  HOLDPOINT_PUBLIC_URL: 'http://localhost',
  HOLDPOINT_OIDC_ISSUER: 'https://login.example.com',
  HOLDPOINT_OIDC_CLIENT_ID: 'holdpoint',
  HOLDPOINT_OIDC_CLIENT_SECRET: 'none',
  HOLDPOINT_OIDC_NAME: 'Example ID',
};

/** While there is no account. */
const BEFORE: Record<string, Picture> = {
  setup: { path: '/setup', phone: true, isOutside: true },
};
/** Once there are, to who has not signed in. */
const OUTSIDE: Record<string, Picture> = {
  'sign-in': { path: '/sign-in', phone: true, isOutside: true },
};
const INSIDE: Record<string, Picture> = {
  members: { path: '/settings/members', phone: true },
  'new-member': {
    path: '/settings/members',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add member' }).click();
      await page.getByRole('dialog').getByLabel('Role').selectOption('operator');
    },
  },
  'api-keys': { path: '/settings/api-keys', phone: true },
  account: { path: '/settings/profile' },
  'activity-accounts': { path: '/activity', phone: true },
};

/** Those of a server that has accounts, or must have one. */
export async function pictureAccounts({ only, folder }: Wanted): Promise<void> {
  const wanted = (pictures: Record<string, Picture>) =>
    Object.fromEntries(Object.entries(pictures).filter(([name]) => name.includes(only)));
  if (Object.keys(wanted({ ...BEFORE, ...OUTSIDE, ...INSIDE })).length === 0) return;
  await withTestServer(SETTINGS, async ({ url }) => {
    const take = (pictures: Record<string, Picture>, cookies: Cookies) =>
      takePictures({ url, pictures: wanted(pictures), cookies, folder });
    await take(BEFORE, []);
    const cookies = await withDatabase((database) => arrangeAccounts(url, database));
    await take(OUTSIDE, []);
    await take(INSIDE, cookies);
  });
}
