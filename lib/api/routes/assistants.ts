import { Hono } from 'hono';
import { z } from 'zod';
import {
  countAssistants,
  createAssistant,
  deleteAssistant,
  getAssistant,
  patchAssistant,
  searchAssistants,
} from '#lib/runs/assistants';
import { graphOf } from '#lib/runs/holdpoint';
import type { ApiContext, ApiEnv } from '../context';
import { parseBody, parseQuery } from '../parse-request';
import { json, noContent, paginationHeaders } from '../respond';
import {
  assistantCount,
  assistantCreate,
  assistantPatch,
  assistantSearch,
  xrayDepth,
} from '../schemas/assistant-schemas';
import { optional, queryFlag } from '../schemas/fields';
import { toWireAssistant } from '../wire/assistant';
import { graphSchemas, subgraphSchemas } from '../wire/graph-schemas';
import { selectFields } from '../wire/select-fields';

const deleteQuery = z.object({ delete_threads: optional(queryFlag) });
const graphQuery = z.object({ xray: optional(xrayDepth) });
const subgraphsQuery = z.object({ recurse: optional(queryFlag) });

export const assistants = new Hono<ApiEnv>()
  .post('/assistants', async (c) => {
    const {
      graph_id: graphId,
      assistant_id: assistantId,
      if_exists: ifExists,
      ...fields
    } = await parseBody(c, assistantCreate);
    return json(toWireAssistant(await createAssistant(c.get('hp'), { ...fields, graphId, assistantId, ifExists })));
  })
  .post('/assistants/search', async (c) => {
    const {
      select,
      graph_id: graphId,
      sort_by: sortBy,
      sort_order: sortOrder,
      ...search
    } = await parseBody(c, assistantSearch);
    const { assistants: rows, total } = await searchAssistants(c.get('hp'), { ...search, graphId, sortBy, sortOrder });
    const items = rows.map((row) => selectFields(toWireAssistant(row), select));
    return json(items, { headers: paginationHeaders({ ...search, total }) });
  })
  .post('/assistants/count', async (c) => {
    const { graph_id: graphId, ...filter } = await parseBody(c, assistantCount);
    return json(await countAssistants(c.get('hp'), { ...filter, graphId }));
  })
  .get('/assistants/:assistant_id', async (c) => json(toWireAssistant(await assistantOf(c))))
  .patch('/assistants/:assistant_id', async (c) => {
    const { graph_id: graphId, ...fields } = await parseBody(c, assistantPatch);
    return json(toWireAssistant(await patchAssistant(c.get('hp'), idOf(c), { ...fields, graphId })));
  })
  .delete('/assistants/:assistant_id', async (c) => {
    const { delete_threads: deleteThreads = false } = parseQuery(c, deleteQuery);
    await deleteAssistant(c.get('hp'), idOf(c), { deleteThreads });
    return noContent();
  })
  .get('/assistants/:assistant_id/graph', async (c) => {
    const { xray } = parseQuery(c, graphQuery);
    return json((await graphFor(c)).graph.getGraph({ xray }).toJSON());
  })
  .get('/assistants/:assistant_id/schemas', async (c) => {
    const { graphId, graph } = await graphFor(c);
    return json(graphSchemas(graphId, graph));
  })
  .get('/assistants/:assistant_id/subgraphs/:namespace?', async (c) => {
    const { recurse = false } = parseQuery(c, subgraphsQuery);
    const namespace = c.req.param('namespace');
    const found = await subgraphSchemas((await graphFor(c)).graph, { recurse: recurse || namespace !== undefined });
    return json(namespace === undefined ? found : pick(found, namespace));
  })
  .post('/assistants/:assistant_id/versions', withoutVersions)
  .post('/assistants/:assistant_id/latest', withoutVersions);

function idOf(c: ApiContext): string {
  return c.req.param('assistant_id') ?? '';
}

function assistantOf(c: ApiContext) {
  return getAssistant(c.get('hp'), idOf(c));
}

async function graphFor(c: ApiContext) {
  const { graphId } = await assistantOf(c);
  return { graphId, graph: graphOf(c.get('hp'), graphId).graph };
}

function pick<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name === key));
}

/** 404 and not 501: clients try a 5xx again and again. */
async function withoutVersions(c: ApiContext): Promise<Response> {
  const { name, version } = await assistantOf(c);
  const detail = `Assistant ${name} is at version ${version}; this server keeps no earlier versions of assistants.`;
  return json({ detail, code: 'not_supported' }, { status: 404 });
}
