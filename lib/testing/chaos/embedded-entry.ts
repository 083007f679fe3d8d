// A server process for the kill -9 test of the embedded database: opens the database of HOLDPOINT_DATA, executes runs, and
// creates them as fast as it can until it is told to rest. It says what it was promised, after it was.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { Worker } from '#lib/runs/worker';
import { database } from '#lib/store/database';
import { asks, twoSteps } from '../test-graphs';

/** `accepted` and `ended` are of a run, `answered` of a question. */
export type EmbeddedMessage =
  | { is: 'ready'; url: string }
  | { is: 'accepted'; runId: string; threadId: string }
  | { is: 'ended'; runId: string; threadId: string; status: string; word: string }
  | { is: 'answered'; interruptId: string; runId: string };

const USERS = 4;
const LEASE_MS = 1_500;
const RETRY_MS = 50;

/** The suite says when to create no more runs. */
let isResting = false;
process.once('message', () => {
  isResting = true;
});
process.once('disconnect', () => process.exit(0));

const GRAPHS = { steps: twoSteps(), asks: asks({ value: 'Go on?' }) };

const db = await database();
const graphs = Object.entries(GRAPHS).map(([name, graph]) => [name, { graph, name }] as const);
const hp = await openHoldpoint(db, new Map(graphs));
new Worker(hp, { leaseMs: LEASE_MS }).start();
tell({ is: 'ready', url: db.url });
for (let user = 0; user < USERS; user++) void workUntilRest(hp);

async function workUntilRest(on: Holdpoint): Promise<void> {
  while (!isResting) {
    // The database may be killed alone, and is then started again by this very process.
    await workOnce(on, Math.random() < 0.5 ? 'steps' : 'asks').catch(() => sleep(RETRY_MS));
  }
}

async function workOnce(on: Holdpoint, graphId: keyof typeof GRAPHS): Promise<void> {
  const word = randomUUID();
  const threadId = randomUUID();
  const status = await runToTheEnd(on, {
    threadId,
    graphId,
    word,
    request: { input: { say: word }, ifNotExists: 'create' },
  });
  if (graphId !== 'asks' || status !== 'interrupted') return;
  const question = await on.db.prisma.interrupt.findFirst({ where: { threadId, outcome: 'pending' } });
  if (!question) return;
  const request = { command: { resume: { [question.id]: word } } };
  await runToTheEnd(on, { threadId, graphId, word, request, interruptId: question.id });
}

interface Sent {
  threadId: string;
  graphId: string;
  word: string;
  request: Omit<Parameters<typeof createRun>[1], 'threadId' | 'assistantId'>;
  interruptId?: string;
}

async function runToTheEnd(on: Holdpoint, { threadId, graphId, word, request, interruptId }: Sent): Promise<string> {
  const { id: runId } = await createRun(on, { threadId, assistantId: graphId, ...request });
  tell({ is: 'accepted', runId, threadId });
  if (interruptId !== undefined) tell({ is: 'answered', interruptId, runId });
  const status = (await waitForRun(on.db, { runId }))?.status ?? 'deleted';
  tell({ is: 'ended', runId, threadId, status, word });
  return status;
}

function tell(message: EmbeddedMessage): void {
  process.send?.(message);
}
