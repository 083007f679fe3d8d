import type { BrowserContext, Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

interface Notice {
  title: string;
  body: string;
  isOpen: boolean;
  onclick?: () => void;
}

declare global {
  interface Window {
    notices: Notice[];
    isInFront: boolean;
  }
}

/** A browser whose tabs are behind another window, and which shows notifications to the test instead of a person. */
async function lookElsewhere(context: BrowserContext, permission: NotificationPermission): Promise<void> {
  await context.addInitScript((given) => {
    window.notices = [];
    window.isInFront = false;
    document.hasFocus = () => window.isInFront;
    class TestNotification {
      static permission = given;
      static requestPermission = async () => {
        if (TestNotification.permission === 'default') TestNotification.permission = 'granted';
        return TestNotification.permission;
      };
      onclick: (() => void) | undefined;
      constructor(title: string, { body = '' }: NotificationOptions) {
        const notice: Notice = { title, body, isOpen: true, onclick: () => this.onclick?.() };
        this.close = () => {
          notice.isOpen = false;
        };
        window.notices.push(notice);
      }
      close: () => void;
    }
    // The test's stand-in has what the app uses of it.
    window.Notification = TestNotification as unknown as typeof Notification;
  }, permission);
}

async function lookAt(page: Page, isInFront: boolean): Promise<void> {
  await page.evaluate((inFront) => {
    window.isInFront = inFront;
    window.dispatchEvent(new Event(inFront ? 'focus' : 'blur'));
  }, isInFront);
}

async function noticesOf(...pages: Page[]): Promise<Omit<Notice, 'onclick'>[]> {
  const each = pages.map((page) =>
    page.evaluate(() => window.notices.map(({ title, body, isOpen }) => ({ title, body, isOpen }))),
  );
  return (await Promise.all(each)).flat();
}

async function turnOn(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Notify me' }).check();
  await expect
    .poll(async () => (await page.context().cookies()).map(({ value }) => value).join())
    .toContain('notifications%22%3Atrue');
  await page.evaluate(() => {
    window.notices = [];
  });
}

/** What is before the title. */
async function countIn(page: Page): Promise<number> {
  return Number(/^\((\d+)\) /.exec(await page.title())?.[1] ?? 0);
}

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

test('the title and the icon of the tab say what waits, on every page', async ({ page, visit, api }) => {
  await api.startPaused('age', { foo: 'abc' });
  await visit('/inbox');
  await expect.poll(() => countIn(page)).toBeGreaterThan(0);
  const before = await countIn(page);
  await expect(page.locator('link[rel="icon"]').first()).toHaveAttribute('href', /^data:image\/svg/);

  const { threadId, questions } = await api.startPaused('age', { foo: 'abc' });

  await expect(page).toHaveTitle(`(${before + 1}) Inbox · Holdpoint`);
  await page.goto('/runs');
  await expect(page).toHaveTitle(`(${before + 1}) Runs · Holdpoint`);
  await api.answer({ threadId, questionId: questions.node ?? '', value: 25, by: 'Grace' });
  await expect(page).toHaveTitle(before === 0 ? 'Runs · Holdpoint' : `(${before}) Runs · Holdpoint`);
});

test('one of several tabs tells who looks elsewhere, without a word of the payload, and leads to the question', async ({
  page,
  visit,
  api,
  context,
}) => {
  const secret = unique('secret');
  await lookElsewhere(context, 'default');
  await visit('/settings');
  await turnOn(page);
  const other = await context.newPage();
  await other.goto('/runs');
  await expect.poll(() => countIn(other)).toBe(await countIn(page));

  const { questions } = await api.startPaused('age', { foo: secret });

  const expected = { title: 'A question waits', body: 'age › node', isOpen: true };
  await expect.poll(() => noticesOf(page, other)).toEqual([expected]);
  await page.evaluate(() => window.notices[0]?.onclick?.());
  await expect(page).toHaveURL(new RegExp(`/i/${questions.node}$`));
  expect(await noticesOf(page, other)).toEqual([{ ...expected, isOpen: false }]);
});

test('questions that are asked together are told of together, until somebody looks', async ({
  page,
  visit,
  api,
  context,
}) => {
  await lookElsewhere(context, 'granted');
  await visit('/settings');
  await turnOn(page);

  await Promise.all([1, 2, 3].map(() => api.startPaused('age', { foo: 'abc' })));
  await api.startPaused('expense', { description: 'Chair', amount: 20 });

  await expect.poll(async () => (await noticesOf(page)).at(-1)?.body).toMatch(/^3 × age › node\n/);
  await lookAt(page, true);
  await expect.poll(async () => (await noticesOf(page)).filter(({ isOpen }) => isOpen)).toEqual([]);
});

/** On a question's page. */
async function assignTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill(name);
  await page.getByRole('dialog').getByRole('option', { name }).first().click();
  await expect(page.getByRole('status').filter({ hasText: 'Assigned to' })).toBeVisible();
}

/** A moment is chosen to the minute, and no test waits for one. */
async function snoozeShortly(page: Page): Promise<void> {
  await page.route('**/i/*', async (route) => {
    const soon = new Date(Date.now() + 4_000).toISOString();
    const body = route.request().postData() ?? '';
    await route.continue({ postData: body.replace(/"until":"[^"]+"/, `"until":"${soon}"`) });
  });
  await page.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
}

test('who looks elsewhere is told of what others assign to them and of what is back, and not of what they take', async ({
  page,
  visit,
  api,
  context,
  openAs,
  reviewAs,
}) => {
  const me = unique('Ada');
  await reviewAs(me);
  await lookElsewhere(context, 'granted');
  const [taken, given] = [await api.startPaused('age', { foo: 'abc' }), await api.startPaused('age', { foo: 'abc' })];
  await visit('/settings');
  await turnOn(page);
  const other = await context.newPage();
  await other.goto(`/i/${taken.questions.node}`);
  await assignTo(other, me);

  const grace = await openAs('Grace', `/i/${given.questions.node}`);
  await assignTo(grace, me);

  const assigned = { title: 'A question was assigned to you', body: 'age › node', isOpen: true };
  await expect.poll(() => noticesOf(page, other)).toEqual([assigned]);
  await snoozeShortly(grace);
  await expect.poll(() => noticesOf(page, other)).toEqual([{ ...assigned, isOpen: false }]);
  const back = { title: 'A question is back', body: 'age › node', isOpen: true };
  await expect.poll(() => noticesOf(page, other)).toEqual([{ ...assigned, isOpen: false }, back]);
});

test('who has a tab in front is told nothing', async ({ page, visit, api, context }) => {
  await lookElsewhere(context, 'granted');
  await visit('/settings');
  await turnOn(page);
  const other = await context.newPage();
  await other.goto('/runs');
  await lookAt(other, true);
  const before = await countIn(page);
  await api.startPaused('age', { foo: 'abc' });
  await expect.poll(() => countIn(page)).toBe(before + 1);
  await api.startPaused('sign_up', {});
  await expect.poll(() => countIn(page)).toBe(before + 2);

  // What is told of now has come after what was not.
  await lookAt(other, false);
  await api.startPaused('deploy', {});

  await expect.poll(async () => (await noticesOf(page, other)).at(-1)?.body).toContain('deploy ›');
  expect((await noticesOf(page, other)).map(({ body }) => body).join()).not.toContain('age ›');
});

test('the settings say when the browser blocks notifications, or has none', async ({ page, visit, context }) => {
  await lookElsewhere(context, 'denied');
  await visit('/settings');
  await expect(page.getByRole('checkbox', { name: 'Notify me' })).toBeDisabled();
  await expect(page.getByText('This browser blocks them here.')).toBeVisible();

  await context.addInitScript(() => Reflect.deleteProperty(window, 'Notification'));
  await visit('/settings');

  await expect(page.getByText('This browser does not offer them to pages.')).toBeVisible();
});

test('a tone is off until it is wanted, and is then heard at once', async ({ page, visit, context }) => {
  await context.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...given) {
      document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1);
      return start.apply(this, given);
    };
  });
  await visit('/settings');
  await expect(page.getByRole('checkbox', { name: 'Play a tone' })).not.toBeChecked();

  await page.getByRole('checkbox', { name: 'Play a tone' }).check();

  await expect(page.locator('html')).toHaveAttribute('data-tones', '2');
});
