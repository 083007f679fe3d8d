import { Hono } from 'hono';
import { copyThread } from '#lib/runs/copy-thread';
import { pruneThreads } from '#lib/runs/retention/prune-threads';
import { countThreads, searchThreads } from '#lib/runs/search-threads';
import { viewThread } from '#lib/runs/thread-view';
import { deleteThread, patchThread } from '#lib/runs/threads';
import { type ApiContext, type ApiEnv, actorOf } from '../context';
import { createWireThread } from '../create-wire-thread';
import { idParam, parseBody } from '../parse-request';
import { json, jsonText, noContent, paginationHeaders } from '../respond';
import { threadCount, threadCreate, threadPatch, threadPrune, threadSearch } from '../schemas/thread-schemas';
import { isSelected } from '../wire/select-fields';
import { wireThread } from '../wire/thread';

export const threads = new Hono<ApiEnv>()
  .post('/threads', async (c) => {
    const body = await parseBody(c, threadCreate);
    return jsonText(await createWireThread(c.get('hp'), body, actorOf(c)));
  })
  .post('/threads/search', async (c) => {
    const { select, sort_by: sortBy, sort_order: sortOrder, ...search } = await parseBody(c, threadSearch);
    const parts = { values: isSelected('values', select), questions: isSelected('interrupts', select) };
    const { threads: found, total } = await searchThreads(c.get('hp'), { ...search, sortBy, sortOrder }, parts);
    const page = found.map((thread) => wireThread(thread, select));
    return jsonText(`[${page}]`, { headers: paginationHeaders({ ...search, total }) });
  })
  .post('/threads/count', async (c) => json(await countThreads(c.get('hp'), await parseBody(c, threadCount))))
  .post('/threads/prune', async (c) => {
    const { thread_ids: threadIds, strategy = 'delete' } = await parseBody(c, threadPrune);
    return json({ pruned_count: await pruneThreads(c.get('hp'), { threadIds, strategy }) });
  })
  .get('/threads/:thread_id', async (c) => threadResponse(c, idParam(c, 'thread_id')))
  .patch('/threads/:thread_id', async (c) => {
    const { id } = await patchThread(c.get('hp'), idParam(c, 'thread_id'), await parseBody(c, threadPatch));
    return c.req.header('prefer') === 'return=minimal' ? noContent() : threadResponse(c, id);
  })
  .delete('/threads/:thread_id', async (c) => {
    await deleteThread(c.get('hp'), idParam(c, 'thread_id'));
    return noContent();
  })
  .post('/threads/:thread_id/copy', async (c) => {
    const { id } = await copyThread(c.get('hp'), idParam(c, 'thread_id'));
    return threadResponse(c, id);
  });

async function threadResponse(c: ApiContext, threadId: string): Promise<Response> {
  return jsonText(wireThread(await viewThread(c.get('hp'), threadId)));
}
