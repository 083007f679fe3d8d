import { createHash } from 'node:crypto';
import type { Api } from '../api';
import { CASES, type Case } from './cases';

/** Minutes before the picture, by run. */
export type Ages = Map<string, number>;

export interface Arranged {
  threads: Record<string, string>;
  /** The open question of each thread, by its key; of several, by `<key>.<node>` as well. */
  questions: Record<string, string>;
  ages: Ages;
}

/** Gives the server of `api` the threads of all cases, which then are as old as the moment in which this is done. */
export async function arrangeCases(api: Api): Promise<Arranged> {
  const arranged: Arranged = { threads: {}, questions: {}, ages: new Map() };
  for (const [key, each] of Object.entries(CASES)) await arrangeCase(api, { key, each, arranged });
  await arrangeConversations(api, arranged);
  return arranged;
}

async function arrangeCase(
  api: Api,
  { key, each, arranged }: { key: string; each: Case; arranged: Arranged },
): Promise<void> {
  const { graphId, input, age, replies = [], expiresIn } = each;
  const deadline = expiresIn && { timeout_ms: expiresIn * 60_000, on_expire: { action: 'stay' } };
  const threadId = await api.startThread(graphId, input, { deadline, threadId: idOf(key) });
  let open = await api.settle(threadId);
  for (const { node, value, by } of replies) {
    await api.answer({ threadId, questionId: open[node] ?? '', value, by });
    open = await api.settle(threadId);
  }
  const ages = [age, ...replies.map((reply) => reply.age)];
  for (const [index, run] of (await api.runs(threadId)).entries()) arranged.ages.set(run.run_id, ages[index] ?? age);
  arranged.threads[key] = threadId;
  for (const [node, id] of Object.entries(open)) {
    arranged.questions[key] ??= id;
    arranged.questions[`${key}.${node}`] = id;
  }
}

const ask = (content: string) => ({ messages: [{ role: 'user', content }] });
/** So slow that a run is still at work when its picture is taken. */
const ENDLESS = 400;

/** One conversation that is done, and one whose runs wait for each other. */
async function arrangeConversations(api: Api, { threads, ages }: Arranged): Promise<void> {
  const done = await api.startThread('agent', ask("what's the weather in sf?"), { threadId: idOf('weather') });
  await api.settle(done);
  await api.send(done, { graphId: 'agent', input: ask('and in Bern and Paris?') });
  await api.settle(done);
  const [first, second] = await api.runs(done);
  ages.set(first?.run_id ?? '', 64).set(second?.run_id ?? '', 61);

  const options = { pace: ENDLESS, threadId: idOf('queue') };
  const busy = await api.startThread('agent', ask("what's the weather in New York?"), options);
  for (const city of ['Paris', 'Oslo']) {
    await api.send(busy, { graphId: 'agent', input: ask(`and in ${city}?`), pace: ENDLESS });
  }
  Object.assign(threads, { weather: done, queue: busy });
}

/** The same in every picture. */
function idOf(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
