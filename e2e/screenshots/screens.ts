import { expect, type Page } from '@playwright/test';
import type { Arranged } from './arrange-cases';
import type { Picture } from './take-pictures';

export interface Screen extends Omit<Picture, 'path'> {
  path: (arranged: Arranged) => string;
}

const question = (key: string) => (arranged: Arranged) => `/i/${arranged.questions[key]}`;
const thread =
  (key: string, rest = '') =>
  (arranged: Arranged) =>
    `/threads/${arranged.threads[key]}${rest}`;

const drawn = (page: Page) => page.locator('.react-flow__node').first().waitFor();

/** By the name of their picture. */
export const SCREENS: Record<string, Screen> = {
  inbox: { path: () => '/inbox', phone: true, german: true },
  'inbox-filters': { path: () => '/inbox?older=30' },
  'inbox-answered': { path: () => '/inbox?view=answered' },
  'bulk-decision': {
    path: () => '/inbox?graph=expense',
    act: async (page) => {
      for (const name of [/^Select Finance approval: Standing/, /^Select Manager approval: Train/]) {
        await page.getByRole('checkbox', { name }).check();
      }
      await page.getByRole('button', { name: 'Decide together' }).click();
      await page.getByRole('dialog').getByRole('radio', { name: 'Approve' }).check();
    },
  },
  work: { path: () => '/inbox/work?graph=deploy', phone: true },
  'question-approval': { path: question('train.manager_approval'), phone: true, german: true },
  'question-tools': {
    path: question('tools'),
    act: async (page) => {
      await page.getByRole('radio', { name: 'Edit' }).check();
      await page.getByRole('textbox', { name: 'Subject' }).fill('Orders older than a year');
      await page.getByRole('group', { name: 'Show' }).getByText('Diff', { exact: true }).click();
      await page.getByRole('group', { name: 'Decision on delete_rows' }).scrollIntoViewIfNeeded();
    },
  },
  'question-form': { path: question('signUp') },
  'question-asked-again': { path: question('room') },
  'question-deadline': { path: question('conference.manager_approval') },
  threads: { path: () => '/threads' },
  'new-thread': {
    path: () => '/threads',
    act: async (page) => {
      await page.getByRole('button', { name: 'New thread' }).first().click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Graph' }).selectOption('expense');
    },
  },
  thread: { path: thread('weather'), phone: true },
  'thread-waiting': { path: thread('train') },
  'thread-decided': { path: thread('chairs') },
  'thread-queue': { path: thread('queue'), phone: true },
  'thread-failed': { path: thread('negative') },
  'thread-state': { path: thread('chairs', '?tab=state') },
  'thread-history': { path: thread('chairs', '?tab=history') },
  'thread-comparison': {
    path: thread('chairs', '?tab=history'),
    act: async (page) => {
      await page.getByRole('link', { name: 'Compare with the head' }).last().click();
      await page.getByRole('list', { name: 'Changes' }).waitFor();
    },
  },
  'thread-timeline': { path: thread('weather', '?tab=history&show=timeline') },
  'thread-edit': {
    path: thread('chairs', '?tab=state'),
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit state' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'thread-graph': { path: thread('desk', '?tab=graph'), act: drawn },
  runs: { path: () => '/runs' },
  graphs: { path: () => '/graphs' },
  graph: { path: () => '/graphs/expense', act: drawn, phone: true },
  activity: { path: () => '/activity' },
  insights: { path: () => '/insights', phone: true },
  settings: { path: () => '/settings' },
  webhooks: { path: () => '/settings/webhooks', act: showReceivers },
  'own-keys': { path: () => '/settings/keys' },
  'first-account': {
    path: () => '/settings/members',
    act: async (page) => {
      await page.getByRole('link', { name: 'Create the first account' }).click();
      await page.getByLabel('Your name').waitFor();
    },
  },
  shortcuts: { path: () => '/inbox', act: (page) => page.keyboard.press('?') },
  'link-dialog': {
    path: question('card'),
    act: (page) => page.getByRole('button', { name: 'Ask someone else' }).click(),
  },
  // From here on the inbox looks so.
  'inbox-beside': { path: () => '/settings/profile', act: readBeside },
  // Last: the link that it makes would be seen in others.
  link: { path: question('card'), act: openLink, phone: true },
};

const RECEIVERS = [
  { kind: 'Webhook', field: 'Address', value: 'https://hooks.example.com/holdpoint' },
  { kind: 'Slack', field: 'Address', value: 'https://hooks.slack.com/services/T0000/B0000/approvals' },
  { kind: 'E-mail', field: 'Recipients', value: 'maria@example.com, ben@example.com' },
];

async function readBeside(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Beside the list' }).check();
  // The server keeps it, and the next page asks the server.
  const cookies = async () => (await page.context().cookies()).map(({ value }) => decodeURIComponent(value)).join();
  await expect.poll(cookies).toContain('"readingPane":true');
  await page.goto('/inbox?graph=approve_tools');
  await page.getByRole('list', { name: 'Questions' }).getByRole('link').first().click();
  await page.getByRole('region', { name: 'Question', exact: true }).getByRole('radio').first().waitFor();
}

/** The list with a receiver of each kind, which the first picture adds. Nothing is sent: nothing happens any more. */
async function showReceivers(page: Page): Promise<void> {
  if ((await page.getByRole('list', { name: 'Receivers' }).count()) > 0) return;
  for (const receiver of RECEIVERS) await addReceiver(page, receiver);
}

async function addReceiver(page: Page, { kind, field, value }: (typeof RECEIVERS)[number]): Promise<void> {
  await page.getByRole('button', { name: 'Add receiver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
  await dialog.getByRole('textbox', { name: field }).fill(value);
  await dialog.getByRole('button', { name: 'Add receiver' }).click();
  if (kind === 'Webhook') await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'All receivers' }).waitFor();
  await page.goto('/settings/webhooks');
}

/** What somebody sees who has no account. */
async function openLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ask someone else' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask someone else' });
  await dialog.getByRole('textbox', { name: 'Who is asked' }).fill('Maria');
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const address = await dialog.getByRole('status').locator('code').textContent();
  await page.goto(address ?? '');
}
