// A worker in a process of its own. It is told by its parent when to start; its nodes tell the parent when they stand at their
// gate, and the parent lets them go on. SIGTERM drains it, as it does `npm run worker`.
import { randomUUID } from 'node:crypto';
import { openHoldpoint } from '#lib/runs/holdpoint';
import { Worker } from '#lib/runs/worker';
import { openDatabase } from '#lib/store/database';
import { notify } from '#lib/store/notify';
import { patiently } from '#lib/store/patiently';
import { type AtGate, GRAPH_ID, gatedGraph } from './gated-graph';
import { journalNode } from './journal';
import type { FromWorker, ToWorker } from './messages';

/** Longer than any test: that a lease ran out is said by moving it into the past. */
const LEASE_MS = 3_600_000;

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('Pass the address of the database.');

const db = await openDatabase({ url, poolSize: 3 });
const opened = new Map<string, (how: 'go' | 'fail') => void>();

const hp = await openHoldpoint(db, new Map([[GRAPH_ID, { graph: gatedGraph(pass), name: GRAPH_ID }]]));
const worker = new Worker(hp, { leaseMs: LEASE_MS });

process.on('message', (message: ToWorker) => {
  if (message.type === 'start') worker.start();
  else if (message.type === 'beat') void beat();
  else opened.get(message.gateId)?.(message.how);
});
process.once('SIGTERM', () => void drain());
// Without its parent nobody would open a gate.
process.once('disconnect', () => process.exit(1));
tell({ type: 'ready', workerId: worker.id });

/** Whatever others notified of before has been heard then, or is read again. Of one that leaves, its end is the answer. */
async function beat(): Promise<void> {
  const p = randomUUID();
  let unsubscribe = () => {};
  const heard = new Promise<void>((resolve) => {
    unsubscribe = db.hub.subscribe((note) => {
      if (note.k === 'resync' || (note.k === 'ping' && note.p === p)) resolve();
    });
  });
  await patiently(() => notify(db.sql, { k: 'ping', p })).catch(() => undefined);
  await heard;
  unsubscribe();
  tell({ type: 'beat' });
}

async function drain(): Promise<void> {
  await worker.stop();
  await db.close();
  process.exit(0);
}

async function pass({ node, isDeaf, config }: AtGate): Promise<void> {
  // The worker always sets both.
  const { run_id: runId = '', thread_id: threadId = '' } = config.configurable ?? {};
  const gateId = randomUUID();
  const how = new Promise<'go' | 'fail'>((resolve) => opened.set(gateId, resolve));
  await journalNode(db, { threadId, runId, node });
  tell({ type: 'arrived', gateId, runId, threadId, node, isDeaf });
  const signalled = new Promise<never>((_, reject) => {
    const hear = () => {
      tell({ type: 'signalled', gateId });
      if (!isDeaf) reject(config.signal?.reason);
    };
    if (config.signal?.aborted) hear();
    else config.signal?.addEventListener('abort', hear, { once: true });
  });
  signalled.catch(() => undefined);
  if ((await Promise.race([how, signalled])) === 'fail') throw new Error(`${node} was told to fail`);
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
