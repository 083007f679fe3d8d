/**
 * What our server costs around graphs that do nothing, beside LangGraph's JS dev server: the same graphs, through the published
 * SDK over HTTP, in turns on one machine. Ours is `npm start` with its PostgreSQL; the other one keeps everything in memory.
 */
import { writeFile } from 'node:fs/promises';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import { readArguments } from './arguments';
import { reportOf, tableOf } from './report';
import { rows } from './rows';
import { runRows } from './run-rows';
import type { BenchServer } from './servers/bench-server';
import { startHoldpoint } from './servers/holdpoint-server';
import { startPeer } from './servers/peer-server';
import { measureYardstick } from './yardstick';

await runMain(async () => {
  const { only, json, alone, profile } = readArguments();
  const chosen = rows.filter(({ name }) => name.includes(only ?? ''));
  if (chosen.length === 0) {
    throw new Error(
      `No measure is named like "${only}". There are:\n${rows.map(({ name }) => `  ${name}`).join('\n')}`,
    );
  }
  const before = await measureYardstick();
  const results = await withServer(startHoldpoint(profile), (ours) => {
    if (alone) return runRows(chosen, { ours });
    return withServer(startPeer(), (peer) => runRows(chosen, { ours, peer }));
  });
  const yardstick = { before, after: await measureYardstick() };
  say(`\n${tableOf(results, yardstick)}`);
  if (json) await writeFile(json, `${JSON.stringify(reportOf(results, yardstick), null, 2)}\n`);
});

async function withServer<T>(start: Promise<BenchServer>, work: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = await start;
  try {
    return await work(server);
  } finally {
    await server.remove();
  }
}
