import { Hono } from 'hono';
import { cancelRuns } from '#lib/runs/cancel-runs';
import { resolveAssistant } from '#lib/runs/resolve-assistant';
import { getRun } from '#lib/runs/runs';
import { type ApiContext, type ApiEnv, actorOf } from '../context';
import { joinResponse, joinStreamResponse } from '../join-run';
import { idParam, parseBody, parseQuery } from '../parse-request';
import { json, noContent } from '../respond';
import { newRunResponse, streamResponse } from '../run-responses';
import { bulkCancel, bulkCancelQuery, type RunCreate, runBatch, runCreate } from '../schemas/run-schemas';
import { createStatelessRun, deleteStatelessThread } from '../stateless-run';
import { toWireRun } from '../wire/run';
import { choiceOf, onDisconnect } from './runs';

/**
 * Runs that bring a thread of their own, and requests about runs of any thread. Who waits for such a run takes its thread along; the
 * thread of one that nobody waits for is left to retention, for somebody may join it when it has ended.
 */
export const statelessRuns = new Hono<ApiEnv>()
  .post('/runs', async (c) => {
    const { run, path } = await startRun(c, await parseBody(c, runCreate));
    return json(toWireRun(run), { headers: { 'content-location': path } });
  })
  .post('/runs/stream', async (c) => {
    const body = await parseBody(c, runCreate);
    return streamResponse(c, {
      ...(await startRun(c, body)),
      ...onDisconnect(body),
      choice: choiceOf(body),
      start: 'first',
    });
  })
  .post('/runs/wait', async (c) => {
    const body = await parseBody(c, runCreate);
    return newRunResponse(c, { ...(await startRun(c, body)), ...onDisconnect(body) });
  })
  .post('/runs/batch', async (c) => {
    const bodies = await parseBody(c, runBatch);
    for (const body of bodies) await resolveAssistant(c.get('hp').db.prisma, body.assistant_id);
    const created = [];
    for (const body of bodies) {
      const { run } = await startRun(c, body);
      created.push(toWireRun(run));
    }
    return json(created);
  })
  .post('/runs/cancel', async (c) => {
    const { action } = parseQuery(c, bulkCancelQuery);
    const { thread_id: threadId, run_ids: runIds, status } = await parseBody(c, bulkCancel);
    await cancelRuns(c.get('hp'), { threadId, runIds, status, action, actor: actorOf(c) });
    return noContent();
  })
  .get('/runs/:run_id/stream', async (c) => {
    const run = await getRun(c.get('hp'), { runId: idParam(c, 'run_id') });
    return joinStreamResponse(c, run, `/runs/${run.id}`);
  })
  .get('/runs/:run_id/join', (c) => joinResponse(c, { runId: idParam(c, 'run_id') }));

async function startRun(c: ApiContext, body: RunCreate) {
  const hp = c.get('hp');
  const run = await createStatelessRun(hp, body, actorOf(c));
  return { run, path: `/runs/${run.id}`, afterwards: () => deleteStatelessThread(hp, { run, body }) };
}
