import { Hono } from 'hono';
import { z } from 'zod';
import { cancelRun } from '#lib/runs/cancel-run';
import { createRun } from '#lib/runs/create-run';
import { deleteRun } from '#lib/runs/delete-run';
import { getRun, listRuns } from '#lib/runs/runs';
import { type ApiContext, type ApiEnv, actorOf, allow } from '../context';
import { joinResponse, joinStreamResponse } from '../join-run';
import { idParam, listParam, parseBody, parseQuery } from '../parse-request';
import { json, noContent } from '../respond';
import { runPermission } from '../run-permission';
import { runRequest } from '../run-request';
import { newRunResponse, streamResponse } from '../run-responses';
import { optional, queryFlag } from '../schemas/fields';
import { cancelAction, type RunCreate, runCreate, runList } from '../schemas/run-schemas';
import { runPath, toWireRun } from '../wire/run';
import { selectFields } from '../wire/select-fields';

const cancelQuery = z.object({ wait: optional(queryFlag), action: cancelAction });

/** Runs on a thread. */
export const runs = new Hono<ApiEnv>()
  .post('/threads/:thread_id/runs', async (c) => {
    const { run } = await startRun(c);
    return json(toWireRun(run), { headers: { 'content-location': runPath(run) } });
  })
  .post('/threads/:thread_id/runs/stream', async (c) => {
    const { run, body } = await startRun(c);
    return streamResponse(c, { run, ...onDisconnect(body), choice: choiceOf(body), start: 'first' });
  })
  .post('/threads/:thread_id/runs/wait', async (c) => {
    const { run, body } = await startRun(c);
    return newRunResponse(c, { run, ...onDisconnect(body) });
  })
  .get('/threads/:thread_id/runs', async (c) => {
    const rows = await listRuns(c.get('hp'), { threadId: idParam(c, 'thread_id'), ...parseQuery(c, runList) });
    return json(rows.map((row) => selectFields(toWireRun(row), listParam(c, 'select'))));
  })
  .get('/threads/:thread_id/runs/:run_id', async (c) => json(toWireRun(await getRun(c.get('hp'), ids(c)))))
  .delete('/threads/:thread_id/runs/:run_id', async (c) => {
    await deleteRun(c.get('hp'), { ...ids(c), actor: actorOf(c) });
    return noContent();
  })
  .post('/threads/:thread_id/runs/:run_id/cancel', async (c) => {
    const { wait, action } = parseQuery(c, cancelQuery);
    await cancelRun(c.get('hp'), { ...ids(c), action, actor: actorOf(c) });
    return wait ? noContent() : json({}, { status: 202 });
  })
  .get('/threads/:thread_id/runs/:run_id/join', (c) => joinResponse(c, ids(c)))
  .get('/threads/:thread_id/runs/:run_id/stream', async (c) =>
    joinStreamResponse(c, await getRun(c.get('hp'), ids(c))),
  );

async function startRun(c: ApiContext) {
  const body = await parseBody(c, runCreate);
  allow(c, runPermission(body));
  const run = await createRun(c.get('hp'), runRequest(body, { threadId: idParam(c, 'thread_id'), actor: actorOf(c) }));
  return { run, body };
}

export function onDisconnect(body: RunCreate): { cancelOnDisconnect: boolean } {
  return { cancelOnDisconnect: body.on_disconnect === 'cancel' };
}

export function choiceOf(body: RunCreate) {
  return { modes: body.stream_mode, subgraphs: body.stream_subgraphs ?? false };
}

function ids(c: ApiContext): { threadId: string; runId: string } {
  return { threadId: idParam(c, 'thread_id'), runId: idParam(c, 'run_id') };
}
