import { describe, expect, it, vi } from 'vitest';
import { GET as listed } from '#app/data/activity/route';
import { GET as exported } from '#app/data/activity-export/route';
import { GET as facets } from '#app/data/activity-facets/route';
import { ROLES } from '#lib/auth/permissions';
import { testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { setProcessHoldpoint } from '#lib/testing/set-process-holdpoint';

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => sent.headers }));

const hp = await testHoldpoint(await testDatabase(), {});
setProcessHoldpoint(hp);
const accounts = await testAccounts(hp);
const keys = new Map<string, string>();
for (const role of ROLES) keys.set(role, await accounts.key(`The ${role}`, role));

const ask = (path: string) => new Request(`http://localhost/data/${path}`);
const reads: [string, () => Promise<Response>][] = [
  ['the list', () => listed(ask('activity'))],
  ['a page of the list', () => listed(ask('activity?before=9-9'))],
  ['one kind of entry', () => listed(ask('activity?kind=create_key'))],
  ['what there is to look for', () => facets()],
  ['the export', () => exported(ask('activity-export?format=csv'))],
];

describe.each(reads)('%s', (_name, read) => {
  it.each(ROLES)('tells a %s of accounts only what they may see', async (role) => {
    sent.headers = new Headers({ 'x-api-key': keys.get(role) ?? '' });

    const answer = await read();

    expect(answer.status).toBe(200);
    expect((await answer.text()).includes('create_key')).toBe(role === 'admin');
  });
});
