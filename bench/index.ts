/**
 * How long the server takes around a graph that does nothing: create -> join, and interrupt -> resume -> done, one after the
 * other and on many threads at once. Everything runs in this process, on a database of its own that is removed afterwards.
 */
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '#lib/cli/prepare';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import { readArguments } from './arguments';
import type { Measurement } from './measure';
import { reportOf, tableOf } from './report';

const LIMIT_MS = 30_000;

await runMain(async () => {
  const { json, threads, count } = readArguments();
  await prepare('client');
  const report = reportOf(await withOwnDatabase(() => measureAll(threads, count)));
  say(tableOf(report));
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
});

async function measureAll(threads: number, count: number): Promise<Measurement[]> {
  // Only now: these modules import the generated client.
  const [{ database }, { openHoldpoint }, { Worker }, { benchGraphs }, { createAndJoin, askAndAnswer }, { measure }] =
    await Promise.all([
      import('#lib/store/database'),
      import('#lib/runs/holdpoint'),
      import('#lib/runs/worker'),
      import('./graphs'),
      import('./operations'),
      import('./measure'),
    ]);
  const db = await database();
  const hp = await openHoldpoint(db, benchGraphs);
  const worker = new Worker(hp, { concurrency: threads });
  worker.start();
  try {
    const one = { concurrency: 1, limitMs: LIMIT_MS, count };
    const many = { concurrency: threads, limitMs: LIMIT_MS, count: count * 4 };
    return [
      await measure({ ...one, name: 'create -> join', once: () => createAndJoin(hp) }),
      await measure({ ...one, name: 'interrupt -> resume -> done', once: () => askAndAnswer(hp) }),
      await measure({ ...many, name: `runs on ${threads} threads at once`, once: () => createAndJoin(hp) }),
    ];
  } finally {
    await worker.stop();
    await db.close();
  }
}

async function withOwnDatabase<T>(work: () => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `holdpoint-bench-${process.pid}`);
  Object.assign(process.env, { HOLDPOINT_DATA: folder, DATABASE_URL: '' });
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
