import { type Browser, chromium } from '@playwright/test';
import { chooseBrowser } from '#lib/cli/choose-browser';

export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
