/**
 * Whether a turn of a chat costs the same however long the chat is, in bytes and in time, and what reading it costs. A turn is a
 * run of its own, a message and an answer to it, whose node looks at the messages before it or does not; a step is a superstep
 * that adds one message, of a graph that looks at them after each.
 * `npm run bench:linear`
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '#lib/cli/prepare';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import { textTable } from './text-table';

const LENGTHS = [100, 400, 1600, 6400];

await runMain(async () => {
  await prepare('client');
  const folder = join(tmpdir(), `holdpoint-linear-${process.pid}`);
  Object.assign(process.env, { HOLDPOINT_DATA: folder, DATABASE_URL: '' });
  try {
    await measureAll();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function measureAll(): Promise<void> {
  // Only now: these modules import the generated client.
  const [{ openServer }, { openMemory }, { measureChats }] = await Promise.all([
    import('./linear/on-server'),
    import('./linear/in-memory'),
    import('./linear/measure-chat'),
  ]);
  for (const open of [openMemory, openServer]) {
    const storage = await open();
    try {
      const costs = await measureChats(storage, LENGTHS);
      const lines = costs.map((cost) =>
        [
          ...[storage.name, String(cost.turns), cost.bytes, cost.turnMs, cost.turnCpuMs],
          ...[cost.lookMs, cost.lookCpuMs, cost.stepMs, cost.readMs, cost.state],
        ].map((cell) => shown(cell)),
      );
      const head = [
        ...['storage', 'turns', 'bytes / turn', 'ms / turn', 'CPU ms', 'ms, looking', 'CPU ms'],
        ...['ms / step', 'ms to read', 'bytes read'],
      ];
      say(`\n${textTable([head, ...lines], 1)}\n`);
    } finally {
      await storage.close();
    }
  }
}

function shown(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  return cell < 100 ? cell.toFixed(3) : cell.toFixed(0);
}
