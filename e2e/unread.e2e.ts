import { expect, test, unique } from './fixtures';

test('what a reviewer has not opened is marked, for that reviewer alone, and is found', async ({
  api,
  openAs,
  isMobile,
}) => {
  const subject = unique('visitor');
  for (const place of ['first', 'second']) await api.startPaused('age', { foo: `${subject} ${place}` });
  const address = `/inbox?q=${encodeURIComponent(subject)}`;
  const ada = await openAs(unique('Ada'), address);
  const rows = ada.getByRole('list', { name: 'Questions' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'Unread' })).toHaveCount(2);

  await rows.first().getByRole('link').click();
  await expect(ada.getByRole('textbox', { name: 'Your answer' })).toBeVisible();
  await ada.goBack();
  await expect(rows.filter({ hasText: 'Unread' })).toHaveCount(1);
  await expect(rows.first()).not.toContainText('Unread');
  if (isMobile) await ada.getByRole('button', { name: 'Filters', exact: true }).click();
  await ada.getByRole('button', { name: 'More filters' }).click();
  await ada.getByRole('combobox', { name: 'Read' }).selectOption('Unread by me');
  await expect(ada).toHaveURL(/unread=true/);
  await expect(rows).toHaveCount(1);

  const grace = await openAs(unique('Grace'), address);
  await expect(grace.getByRole('list', { name: 'Questions' }).getByText('Unread')).toHaveCount(2);
});

test('a question is found by one of the tags of its thread', async ({ api, page, visit }) => {
  const tag = unique('vip').replace(' ', '-');
  await api.settle(await api.startThread('age', { foo: 'abc' }, { metadata: { tags: ['other', tag] } }));
  await api.startPaused('age', { foo: 'abc' });

  await visit(`/inbox?metadata=tags=${tag}`);

  await expect(page.getByRole('list', { name: 'Questions' }).getByRole('listitem')).toHaveCount(1);
});
