/**
 * What a reviewer waits for in an inbox with thousands of questions: `npm start` on an embedded database that is filled with copies of
 * threads that really ran, looked at by a headless Chromium.
 *
 * `npm run bench:inbox -- [--pending N] [--only TEXT] [--json FILE]`
 */
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chooseBrowser } from '#lib/cli/choose-browser';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import { fillInbox } from './inbox/fill-inbox';
import { type InboxBench, inboxRows } from './inbox/rows';
import { repeatedly } from './measure';
import type { Figure } from './row';
import { startHoldpoint } from './servers/holdpoint-server';
import { textTable } from './text-table';

const { values } = parseArgs({
  options: {
    pending: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
  },
});

await runMain(async () => {
  const server = await startHoldpoint(undefined);
  try {
    const pending = Number(values.pending);
    const questions = await fillInbox(server, pending);
    const browser = await chromium.launch({
      executablePath: await chooseBrowser(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      // What runs the TypeScript of this bench names functions by it, also those that run in the page.
      await context.addInitScript('globalThis.__name = (each) => each');
      await context.addCookies([{ name: 'holdpoint_reviewer', value: 'Bench', url: server.url ?? '' }]);
      await report(await measure({ server, browser, context, questions }), pending);
    } finally {
      await browser.close();
    }
  } finally {
    await server.remove();
  }
});

type Measured = (Omit<(typeof inboxRows)[number], 'measure'> & Figure)[];

async function measure(bench: InboxBench): Promise<Measured> {
  const found: Measured = [];
  for (const { measure: once, ...row } of inboxRows.filter(({ name }) => name.includes(values.only))) {
    say(`${row.name} ...`);
    found.push({ ...row, ...(await repeatedly(row.rounds, () => once(bench))) });
  }
  return found;
}

async function report(rows: Measured, pending: number): Promise<void> {
  const lines = rows.map(({ name, unit, value, p95 = value, ask }) => {
    if (ask === undefined) return [name, unit, number(value), number(p95), '', ''];
    return [name, unit, number(value), number(p95), number(ask), p95 <= ask ? 'reached' : 'missed'];
  });
  say(
    `\n${pending.toLocaleString('en')} questions wait. Node ${process.version} on ${cpus().length} x ${cpus()[0]?.model}`,
  );
  say(`\n${textTable([['measure', 'unit', 'median', 'p95', 'ask', 'p95 is'], ...lines], 2)}`);
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem() };
  if (values.json) await writeFile(values.json, `${JSON.stringify({ ...machine, pending, rows }, null, 2)}\n`);
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 1 ? 3 : 0 });
}
