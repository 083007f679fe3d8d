import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { chooseBrowser } from '#lib/cli/choose-browser';
import { say } from '#lib/cli/say';
import type { Arranged } from './arrange-cases';
import { SCREENS, type Screen } from './screens';

export interface PictureRequest {
  url: string;
  arranged: Arranged;
  /** Only screens whose name contains this. */
  only: string;
  folder: string;
}

interface Look {
  /** Follows the screen's name in that of the file. */
  suffix: string;
  options: BrowserContextOptions;
  wants: (screen: Screen) => boolean;
}

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const wanted = () => true;

const LOOKS: Look[] = [
  { suffix: '', options: { ...desktop, colorScheme: 'light' }, wants: wanted },
  { suffix: '-dark', options: { ...desktop, colorScheme: 'dark' }, wants: wanted },
  { suffix: '-phone', options: { ...phone, colorScheme: 'light' }, wants: ({ phone: isWanted }) => isWanted === true },
];

/** @throws when a screen says something on the console, or is wider than its window: then it is not fit to be shown */
export async function takePictures({ url, arranged, only, folder }: PictureRequest): Promise<void> {
  await mkdir(folder, { recursive: true });
  const executablePath = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const screens = Object.entries(SCREENS).filter(([name]) => name.includes(only));
  const problems: string[] = [];
  try {
    for (const look of LOOKS) {
      const page = await openPage(browser, { url, look, onProblem: (problem) => problems.push(problem) });
      for (const [name, screen] of screens.filter(([, each]) => look.wants(each))) {
        await show(page, screen, arranged);
        problems.push(...(await sidewaysScroll(page)));
        await save(page, join(folder, `${name}${look.suffix}.png`));
        say(`${name}${look.suffix}`);
      }
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  if (problems.length > 0) throw new Error(`The pictures are taken, but:\n${problems.join('\n')}`);
}

interface PageRequest {
  url: string;
  look: Look;
  onProblem: (problem: string) => void;
}

async function openPage(browser: Browser, { url, look, onProblem }: PageRequest): Promise<Page> {
  const context = await browser.newContext({ ...look.options, reducedMotion: 'reduce', baseURL: url, locale: 'en-GB' });
  await context.addCookies([{ name: 'holdpoint_reviewer', value: 'Ada', url }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    const isNotFound = message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !isNotFound) onProblem(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => onProblem(`${page.url()}: ${error.message}`));
  return page;
}

/** A page asks for its events once React has made it alive. */
async function show(page: Page, { path, act }: Screen, arranged: Arranged): Promise<void> {
  const listens = page.waitForResponse((response) => new URL(response.url()).pathname === '/live');
  await page.goto(path(arranged));
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
    const now = await page.evaluate(() => document.body.textContent.replace(/\d+:\d\d|\d+ s ago/g, ''));
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
