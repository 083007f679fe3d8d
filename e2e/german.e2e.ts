import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { po } from 'gettext-parser';
import { NARROW, screens, scrolledSideways } from './all-screens';
import { expect, test } from './fixtures';

test.use({ locale: 'de-DE' });

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

const FOLDER = new URL('../lib/language/de/', import.meta.url);
const entries = readdirSync(FOLDER)
  .flatMap((name) => Object.values(po.parse(readFileSync(new URL(name, FOLDER), 'utf8')).translations))
  .flatMap((messages) => Object.values(messages));
const german = new Set(entries.flatMap(({ msgstr }) => msgstr));
/** What must not be on a German screen: sentences without values that are others in German. */
const english = entries
  .map(({ msgid }) => msgid)
  .filter((id) => /[a-z]{2}/i.test(id) && !id.includes('{') && !german.has(id));

/** Whatever is read or heard on the page, piece by piece. */
function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const written = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('script, style, pre, code, textarea, [data-json]')
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    const texts: string[] = [document.title];
    while (written.nextNode()) texts.push(written.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter(Boolean);
  });
}

/** Names of graphs, which are in no language. */
const NAMES = new Set(['Age', 'Tool calls']);

for (const { name, path } of screens) {
  test(`${name} speaks German, and fits on 320 pixels`, { tag: '@keyboard' }, async ({ page, visit, api }) => {
    await page.setViewportSize(NARROW);
    await visit(await path(api));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');

    const left = new Set(english.filter((text) => !NAMES.has(text)));
    await expect.poll(async () => (await textsOn(page)).filter((text) => left.has(text))).toEqual([]);
    await expect.poll(() => scrolledSideways(page)).toEqual([]);
  });
}
