import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium for the browser tests: the one that HOLDPOINT_CHROMIUM names, Playwright's own where it was downloaded, one of the
 * system, or the one that comes as an npm package and needs nothing else.
 */
export async function chooseBrowser(): Promise<string> {
  const named = process.env.HOLDPOINT_CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`HOLDPOINT_CHROMIUM names ${named}, which does not exist.`);
  return named || (await bundledBrowser()) || systemBrowser() || packagedBrowser();
}

async function bundledBrowser(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

async function packagedBrowser(): Promise<string> {
  if (process.platform !== 'linux') {
    throw new Error('No Chromium found. Run `npx playwright install chromium`, or name one by HOLDPOINT_CHROMIUM.');
  }
  // It unpacks the system libraries it needs only where it believes to run on Amazon Linux.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
