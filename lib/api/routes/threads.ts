import { Hono } from 'hono';
import { copyThread } from '#lib/runs/copy-thread';
import { pruneThreads } from '#lib/runs/retention/prune-threads';
import { countThreads, searchThreads } from '#lib/runs/search-threads';
import { deleteThread, getThread, patchThread } from '#lib/runs/threads';
import { type ApiEnv, actorOf } from '../context';
import { createWireThread } from '../create-wire-thread';
import { idParam, parseBody } from '../parse-request';
import { json, noContent, paginationHeaders } from '../respond';
import { threadCount, threadCreate, threadPatch, threadPrune, threadSearch } from '../schemas/thread-schemas';
import { toWireThread, toWireThreads } from '../wire/thread';

export const threads = new Hono<ApiEnv>()
  .post('/threads', async (c) => {
    const body = await parseBody(c, threadCreate);
    return json(await createWireThread(c.get('hp'), body, actorOf(c)));
  })
  .post('/threads/search', async (c) => {
    const { select, sort_by: sortBy, sort_order: sortOrder, ...search } = await parseBody(c, threadSearch);
    const { threads: rows, total } = await searchThreads(c.get('hp'), { ...search, sortBy, sortOrder });
    return json(await toWireThreads(c.get('hp'), rows, select), { headers: paginationHeaders({ ...search, total }) });
  })
  .post('/threads/count', async (c) => json(await countThreads(c.get('hp'), await parseBody(c, threadCount))))
  .post('/threads/prune', async (c) => {
    const { thread_ids: threadIds, strategy = 'delete' } = await parseBody(c, threadPrune);
    return json({ pruned_count: await pruneThreads(c.get('hp'), { threadIds, strategy }) });
  })
  .get('/threads/:thread_id', async (c) => {
    const thread = await getThread(c.get('hp'), idParam(c, 'thread_id'));
    return json(await toWireThread(c.get('hp'), thread));
  })
  .patch('/threads/:thread_id', async (c) => {
    const thread = await patchThread(c.get('hp'), idParam(c, 'thread_id'), await parseBody(c, threadPatch));
    if (c.req.header('prefer') === 'return=minimal') return noContent();
    return json(await toWireThread(c.get('hp'), thread));
  })
  .delete('/threads/:thread_id', async (c) => {
    await deleteThread(c.get('hp'), idParam(c, 'thread_id'));
    return noContent();
  })
  .post('/threads/:thread_id/copy', async (c) => {
    const copy = await copyThread(c.get('hp'), idParam(c, 'thread_id'));
    return json(await toWireThread(c.get('hp'), copy));
  });
