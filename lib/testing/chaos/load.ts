import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosClient, ChaosThread, NewRun } from './chaos-client';
import type { Fleet } from './fleet';
import { GRAPH_NAMES, LEVELS, type Pace } from './graphs';
import type { Random } from './random';

const THREADS_PER_GRAPH = 3;
const USERS = 6;
const MOST_PAUSE_MS = 200;
/** The longest a node takes: most runs are long enough to be hit at work, some short enough for races about their end. */
const MOST_PACE_MS = { quick: 15, slow: 300 };
const PACES = { quick: 1, slow: 4 };
/** So that a round stays bounded on a fast machine. */
const MAX_OPERATIONS = 250;

const ACTIONS = { create: 4, stream: 3, wait: 3, answer: 4, cancel: 1.5 };
/** A client that brings no input: its run goes on from where another was stopped. */
const GOES_ON = 0.12;
const STRATEGIES = { reject: 2, enqueue: 5, interrupt: 2, rollback: 1.5 };
const POLICIES = { allow: 3, reject: 1, enqueue: 1 };

export async function createThreads(client: ChaosClient): Promise<ChaosThread[]> {
  const graphs = GRAPH_NAMES.flatMap((graph) => Array.from({ length: THREADS_PER_GRAPH }, () => graph));
  return Promise.all(graphs.map((graph) => client.createThread(graph)));
}

/** Several users at once, each doing one thing after the other on random threads, until they are told to stop. */
export async function makeLoad(
  client: ChaosClient,
  on: { threads: ChaosThread[]; fleet: Fleet; random: Random; until: AbortSignal },
): Promise<void> {
  const users = Array.from({ length: USERS }, async () => {
    const random = on.random.fork();
    while (!on.until.aborted && client.operations.length < MAX_OPERATIONS) {
      // Without any server there is nobody to be promised something.
      await on.fleet.answering();
      await act(client, { random, threads: on.threads });
      await sleep(random.between(0, MOST_PAUSE_MS));
    }
  });
  await Promise.all(users);
}

async function act(
  client: ChaosClient,
  { random, threads }: { random: Random; threads: ChaosThread[] },
): Promise<void> {
  const action = random.weighted(ACTIONS);
  const thread = random.pick(threads);
  switch (action) {
    case 'create':
    case 'stream':
    case 'wait':
      return client.run(newRun(random, { kind: action, thread }));
    case 'answer':
      return answerSomething(client, { random, thread });
    case 'cancel':
      return cancelSomething(client, { random, thread });
    default:
      return action satisfies never;
  }
}

function newRun(random: Random, { kind, thread }: Pick<NewRun, 'kind' | 'thread'>): NewRun {
  return {
    kind,
    thread,
    strategy: random.weighted(STRATEGIES),
    onPendingInterrupt: random.weighted(POLICIES),
    afterSeconds: random.chance(0.1) ? random.next() : undefined,
    pace: random.chance(GOES_ON) ? undefined : paceOf(thread, random),
  };
}

function paceOf({ graph }: ChaosThread, random: Random): Pace {
  const most = MOST_PACE_MS[random.weighted(PACES)];
  return Object.fromEntries(LEVELS[graph].flat().map((node) => [node, random.between(0, most)]));
}

async function answerSomething(
  client: ChaosClient,
  { random, thread }: { random: Random; thread: ChaosThread },
): Promise<void> {
  const questions = await openQuestions(client, thread);
  if (questions.length === 0) return;
  await client.answer(thread, random.pick(questions), random.chance(0.5) ? 'wait' : 'create');
}

/** One of the newest runs that a client knows of, whether it has ended or not. */
async function cancelSomething(
  client: ChaosClient,
  { random, thread }: { random: Random; thread: ChaosThread },
): Promise<void> {
  const known = client.operations.filter(
    ({ threadId, runId, kind }) => threadId === thread.id && runId && kind !== 'cancel',
  );
  const recent = known.slice(-3).flatMap(({ runId }) => (runId ? [runId] : []));
  if (recent.length === 0) return;
  await client.cancel(thread, { id: random.pick(recent), action: random.chance(0.6) ? 'interrupt' : 'rollback' });
}

/** None when the server cannot say: whoever asks comes again. */
export async function openQuestions(client: ChaosClient, thread: ChaosThread): Promise<string[]> {
  const state = await client
    .any()
    .threads.getState(thread.id)
    .catch(() => undefined);
  return (state?.tasks ?? []).flatMap(({ interrupts }) => interrupts.flatMap(({ id }) => (id ? [id] : [])));
}
