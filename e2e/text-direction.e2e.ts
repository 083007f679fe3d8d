import { expect, test } from './fixtures';

const HELLO = 'שלום עדה,';
const call = {
  name: 'send_email',
  args: { to: ['ada@example.com'], subject: 'Hello', body: `${HELLO}\n\nההזמנה בוטלה.` },
};

test('what agents and people write runs in the direction of its own language', async ({
  page,
  visit,
  api,
  reviewAs,
}) => {
  await reviewAs('Ada');
  const { threadId, questions } = await api.startPaused('approve_tools', { calls: [call] });

  await visit(`/i/${questions.review}`);

  const mail = page.getByRole('region', { name: 'E-mail' });
  await expect(mail.getByText(HELLO)).toHaveCSS('direction', 'rtl');
  await expect(mail.getByText('Hello', { exact: true })).toHaveCSS('direction', 'ltr');
  await page.getByRole('radio', { name: 'Respond' }).check();
  const response = page.getByRole('textbox', { name: 'Response' });
  await expect(response).toHaveCSS('direction', 'ltr');
  await response.fill('לא עכשיו');
  await expect(response).toHaveCSS('direction', 'rtl');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByRole('region', { name: 'What the answer led to' }).getByRole('status')).toHaveText('Done.');
  expect((await api.values(threadId)).outcome).toEqual(['send_email: answered by a person, לא עכשיו']);
});
