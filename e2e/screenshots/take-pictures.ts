import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import sharp from 'sharp';
import { say } from '#lib/cli/say';
import { withBrowser } from './with-browser';

export interface Picture {
  path: string;
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<unknown>;
  /** Taken on a phone, too. */
  phone?: boolean;
  /** Taken in German, too. */
  german?: boolean;
  /** A page before one has signed in hears of nothing. */
  isOutside?: boolean;
}

export type Cookies = Parameters<BrowserContext['addCookies']>[0];

export interface PictureRequest {
  url: string;
  /** By the name of their file. */
  pictures: Record<string, Picture>;
  /** Who looks. */
  cookies: Cookies;
  folder: string;
}

interface Look {
  /** Follows the screen's name in that of the file. */
  suffix: string;
  options: BrowserContextOptions;
  wants: (picture: Picture) => boolean;
}

const desktop = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'en-GB' };
const wanted = () => true;

const LOOKS: Look[] = [
  { suffix: '', options: { ...desktop, colorScheme: 'light' }, wants: wanted },
  { suffix: '-dark', options: { ...desktop, colorScheme: 'dark' }, wants: wanted },
  { suffix: '-phone', options: { ...phone, colorScheme: 'light' }, wants: ({ phone: isWanted }) => isWanted === true },
  {
    suffix: '-german',
    options: { ...desktop, locale: 'de-DE', colorScheme: 'light' },
    wants: ({ german }) => german === true,
  },
];

/** @throws when a screen says something on the console, or is wider than its window: then it is not fit to be shown */
export async function takePictures({ url, pictures, cookies, folder }: PictureRequest): Promise<void> {
  await mkdir(folder, { recursive: true });
  const problems: string[] = [];
  await withBrowser(async (browser) => {
    for (const look of LOOKS) {
      const page = await openPage(browser, { url, look, cookies, onProblem: (problem) => problems.push(problem) });
      for (const [name, picture] of Object.entries(pictures).filter(([, each]) => look.wants(each))) {
        await show(page, picture);
        problems.push(...(await sidewaysScroll(page)));
        await save(page, join(folder, `${name}${look.suffix}.png`));
        say(`${name}${look.suffix}`);
      }
      await page.context().close();
    }
  });
  if (problems.length > 0) throw new Error(`The pictures are taken, but:\n${problems.join('\n')}`);
}

interface PageRequest {
  url: string;
  look: Look;
  cookies: Cookies;
  onProblem: (problem: string) => void;
}

async function openPage(browser: Browser, { url, look, cookies, onProblem }: PageRequest): Promise<Page> {
  const context = await browser.newContext({ ...look.options, reducedMotion: 'reduce', baseURL: url });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.on('console', (message) => {
    const isNotFound = message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !isNotFound) onProblem(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => onProblem(`${page.url()}: ${error.message}`));
  return page;
}

/** A page asks for its events once React has made it alive. */
async function show(page: Page, { path, act, isOutside }: Picture): Promise<void> {
  const listens = isOutside
    ? undefined
    : page.waitForResponse((response) => new URL(response.url()).pathname === '/live');
  await page.goto(path);
  await listens;
  await act?.(page);
  await page.evaluate(() => document.fonts.ready);
  await expectStill(page);
}

/** Waits until two pictures, one after the other, are the same: drawings and what is loaded later have come. */
async function expectStill(page: Page): Promise<void> {
  let before = '';
  for (let attempt = 0; attempt < 20; attempt++) {
    // A clock that runs would keep the page from ever being still.
    const now = await page.evaluate(() => document.body.textContent.replace(/\d+:\d\d|\d+ s ago|vor \d+ Sek\./g, ''));
    const picture = `${now} ${(await page.locator('svg, [aria-busy="true"], .animate-pulse').all()).length}`;
    if (picture === before) return;
    before = picture;
    await page.waitForTimeout(250);
  }
}

async function sidewaysScroll(page: Page): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return excess > 0 ? [`${page.url()}: ${excess} pixels wider than the window`] : [];
}

/** With as few colours as a screen has: a third of the size. */
async function save(page: Page, path: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await sharp(picture).png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 }).toFile(path);
}
