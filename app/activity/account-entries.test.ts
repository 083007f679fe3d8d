import { beforeAll, expect, it } from 'vitest';
import { changeRole, disableMember } from '#lib/auth/members';
import { exportActivity } from '#lib/review/export-activity';
import { type ActivityFilter, listActivity, listActivityFacets } from '#lib/review/list-activity';
import { setStateValues } from '#lib/runs/set-state-values';
import { testAccounts } from '#lib/testing/accounts';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';

let hp: TestHoldpoint;

/** What happened, in turn: three edits of a thread among what became of accounts. */
beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { age: asks() });
  const threadId = await hp.newThread();
  await hp.send(threadId, 'age', { input: { say: 'x' } });
  await hp.runAll();
  const edit = (say: string) => setStateValues(hp, { threadId, values: { say }, actor: 'Rita' });
  const { member, key } = await testAccounts(hp);
  await edit('a');
  const id = await member('Rita', 'viewer');
  await changeRole(hp, { id, role: 'reviewer', actor: 'Ada' });
  await edit('b');
  await key('Deployer', 'operator');
  await disableMember(hp, { id, actor: 'Ada' });
  await edit('c');
});

const HAPPENED = [
  ['update_state', 'Rita', null],
  ['disable_member', 'Ada', 'Rita'],
  ['create_key', 'Ada', 'Deployer'],
  ['update_state', 'Rita', null],
  ['change_role', 'Ada', 'Rita'],
  ['set_password', 'Rita', 'Rita'],
  ['create_member', 'Ada', 'Rita'],
  ['update_state', 'Rita', null],
  ['create_member', null, 'Ada'],
];

async function listed(filter: ActivityFilter) {
  const { items } = await listActivity(hp, filter);
  return items.map(({ kind, actor, subject }) => [kind, actor, subject]);
}

it('what became of accounts stands between the decisions, for who may see it', async () => {
  expect(await listed({ withAccounts: true })).toEqual(HAPPENED);
  expect(await listed({})).toEqual(HAPPENED.filter(([kind]) => kind === 'update_state'));
});

it.each([1, 2, 3, 4, 9])('pages of %i tell all of it, once', async (limit) => {
  const told: unknown[] = [];
  for (let before: string | null = ''; before !== null; ) {
    const page = await listActivity(hp, { withAccounts: true, limit, before: before || undefined });
    told.push(...page.items.map(({ kind, actor, subject }) => [kind, actor, subject]));
    before = page.next;
    expect(page.items.length).toBeLessThanOrEqual(limit);
  }

  expect(told).toEqual(HAPPENED);
});

it('it is filtered as decisions are', async () => {
  const ids = (await listActivity(hp, {})).items[0];

  expect(await listed({ withAccounts: true, kind: 'create_member' })).toHaveLength(2);
  expect(await listed({ withAccounts: true, actor: 'Rita' })).toHaveLength(4);
  expect(await listed({ withAccounts: true, actor: null })).toEqual([['create_member', null, 'Ada']]);
  expect(await listed({ withAccounts: true, threadId: ids?.threadId ?? '' })).toHaveLength(3);
  expect(await listed({ withAccounts: true, graphId: 'age' })).toHaveLength(3);
  expect(await listed({ withAccounts: true, until: new Date(0) })).toEqual([]);
});

it('says what stood before a change, and after it', async () => {
  const { items } = await listActivity(hp, { withAccounts: true, kind: 'change_role' });

  expect(items[0]).toMatchObject({ before: 'viewer', value: 'reviewer', threadId: null });
});

it('only who may see it can look for it', async () => {
  expect((await listActivityFacets(hp, { withAccounts: true })).kinds).toContain('create_key');
  expect((await listActivityFacets(hp)).kinds).toEqual(['update_state']);
  expect((await listActivityFacets(hp)).actors).toEqual(['Rita']);
  expect(await listed({ kind: 'create_key' })).toEqual([]);
});

it('it is exported with the decisions', async () => {
  const read = async (filter: ActivityFilter) => {
    let text = '';
    for await (const piece of exportActivity(hp, { format: 'csv', filter })) text += piece;
    return text;
  };

  expect(await read({ withAccounts: true })).toMatch(/,change_role,.*viewer.*reviewer.*,Rita\r\n/);
  expect(await read({})).not.toContain('Deployer');
});
