import { v4 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { countEach } from './list-inbox';
import { changeSavedView, deleteSavedView, listSavedViews, saveView } from './saved-views';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { asks: asks({ value: 'How old?' }) });
});

const owner = () => `Ada ${v4()}`;
const view = (by: string, name: string, isShared = false) => ({ owner: by, name, query: 'graph=asks', isShared });
const names = async (reviewer: string | null) => (await listSavedViews(hp, reviewer)).map(({ name }) => name);

test('a view is its owner’s alone, or everybody’s', async () => {
  const [ada, grace] = [owner(), owner()];
  const own = v4();
  const shared = v4();

  await saveView(hp, view(ada, own));
  await saveView(hp, view(ada, shared, true));

  expect(await names(ada)).toEqual(expect.arrayContaining([own, shared]));
  expect(await names(grace)).toContain(shared);
  expect(await names(grace)).not.toContain(own);
  expect(await names(null)).not.toContain(own);
});

test('a view of the same name takes the place of the one before', async () => {
  const ada = owner();
  const before = await saveView(hp, view(ada, 'Mine'));

  const after = await saveView(hp, { ...view(ada, 'Mine', true), query: 'node=node' });

  expect(after).toEqual({ ...before, query: 'node=node', isShared: true });
});

test('its owner alone renames, shares and deletes it', async () => {
  const [ada, grace] = [owner(), owner()];
  const { id } = await saveView(hp, view(ada, 'Old', true));

  const byGrace = { id, owner: grace, name: 'New', isShared: true };
  await expect(changeSavedView(hp, byGrace)).rejects.toMatchObject({ code: 'view_not_found' });
  await expect(deleteSavedView(hp, byGrace)).rejects.toMatchObject({ code: 'view_not_found' });
  await changeSavedView(hp, { ...byGrace, owner: ada, isShared: false });
  expect((await listSavedViews(hp, ada)).filter((each) => each.owner === ada)).toMatchObject([
    { id, name: 'New', isShared: false, query: 'graph=asks' },
  ]);
  await deleteSavedView(hp, { id, owner: ada });
  expect(await names(ada)).not.toContain('New');
});

test('a name is given once', async () => {
  const ada = owner();
  await saveView(hp, view(ada, 'One'));
  const { id } = await saveView(hp, view(ada, 'Two'));

  const renamed = changeSavedView(hp, { id, owner: ada, name: 'One', isShared: false });

  await expect(renamed).rejects.toMatchObject({ code: 'conflict' });
});

test('what waits is counted for each of several filters, and what costs too much is not', async () => {
  for (let n = 0; n < 2; n++) await hp.send(await hp.newThread(), 'asks', { input: { say: 'hi' } });
  await hp.runAll();

  const counts = await countEach(hp, [
    { graphId: 'asks' },
    { graphId: 'other' },
    { search: 'old' },
    { view: 'answered' },
    { view: 'mine', reviewer: 'Ada' },
  ]);

  expect(counts).toEqual([2, 0, null, null, 0]);
  expect(await countEach(hp, [])).toEqual([]);
});
