import { Hono } from 'hono';
import { z } from 'zod';
import { getThreadHistory, getThreadState } from '#lib/runs/thread-state';
import { updateThreadState } from '#lib/runs/update-state';
import { type ApiContext, type ApiEnv, actorOf } from '../context';
import { idParam, parse, parseBody, parseQuery } from '../parse-request';
import { json } from '../respond';
import type { CheckpointRef } from '../schemas/checkpoint-schemas';
import { optional, queryFlag } from '../schemas/fields';
import { type StateHistory, stateAtCheckpoint, stateHistory, stateUpdate } from '../schemas/thread-schemas';
import { toWireCheckpoint } from '../wire/checkpoint';
import { toWireThreadState } from '../wire/thread-state';

const stateQuery = z.object({ subgraphs: optional(queryFlag) });

export const threadState = new Hono<ApiEnv>()
  .get('/threads/:thread_id/state', (c) => stateResponse(c, { ...parseQuery(c, stateQuery) }))
  .post('/threads/:thread_id/state/checkpoint', async (c) => {
    const { checkpoint, subgraphs } = await parseBody(c, stateAtCheckpoint);
    return stateResponse(c, { ...placeOf(checkpoint), subgraphs });
  })
  .get('/threads/:thread_id/state/:checkpoint_id', (c) =>
    stateResponse(c, { ...parseQuery(c, stateQuery), checkpointId: c.req.param('checkpoint_id') }),
  )
  .post('/threads/:thread_id/state', async (c) => {
    const { values = null, as_node: asNode, checkpoint, checkpoint_id } = await parseBody(c, stateUpdate);
    const place = { ...placeOf({ checkpoint_id, ...checkpoint }), threadId: idParam(c, 'thread_id') };
    const config = await updateThreadState(c.get('hp'), { ...place, values, asNode, actor: actorOf(c) });
    const written = toWireCheckpoint(config);
    return json({ checkpoint: written, configurable: written, checkpoint_id: written?.checkpoint_id });
  })
  .get('/threads/:thread_id/history', (c) => historyResponse(c, parse(stateHistory, c.req.query(), 'query')))
  .post('/threads/:thread_id/history', async (c) => historyResponse(c, await parseBody(c, stateHistory)));

type Place = {
  checkpointId?: string;
  checkpointNs?: string;
  checkpointMap?: Record<string, unknown>;
  subgraphs?: boolean;
};

function placeOf(checkpoint: Partial<CheckpointRef> | undefined): Place {
  return {
    checkpointId: checkpoint?.checkpoint_id,
    checkpointNs: checkpoint?.checkpoint_ns,
    checkpointMap: checkpoint?.checkpoint_map,
  };
}

async function stateResponse(c: ApiContext, place: Place): Promise<Response> {
  const state = await getThreadState(c.get('hp'), { ...place, threadId: idParam(c, 'thread_id') });
  return json(toWireThreadState(state));
}

async function historyResponse(c: ApiContext, query: StateHistory): Promise<Response> {
  const { checkpointNs, checkpointMap } = placeOf(query.checkpoint);
  const states = await getThreadHistory(c.get('hp'), {
    ...{ threadId: idParam(c, 'thread_id'), checkpointNs, checkpointMap },
    ...{ limit: query.limit, before: query.before, filter: query.metadata },
  });
  return json(states.map(toWireThreadState));
}
