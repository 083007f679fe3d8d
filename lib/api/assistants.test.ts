import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { systemAssistantId } from '#lib/runs/system-assistants';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const { call } = await testApi({ steps: twoSteps(), asks: asks({ value: 'What is your age?' }) });

async function create(body: Record<string, unknown>) {
  return (await call('POST', '/assistants', { graph_id: 'steps', ...body })).json();
}

describe('assistants', () => {
  it('stand for their graphs, under an id that clients can compute', async () => {
    const response = await call('GET', '/assistants/steps');

    expect(await response.json()).toMatchObject({
      assistant_id: systemAssistantId('steps'),
      graph_id: 'steps',
      name: 'steps',
      metadata: { created_by: 'system' },
      version: 1,
    });
  });

  it('are created, changed and deleted', async () => {
    const { assistant_id: id } = await create({ name: 'Slow', metadata: { team: 'a' }, config: { tags: ['x'] } });

    const patched = await (await call('PATCH', `/assistants/${id}`, { name: 'Fast', metadata: { speed: 2 } })).json();
    const deleted = await call('DELETE', `/assistants/${id}?delete_threads=false`);
    const gone = await call('GET', `/assistants/${id}`);

    expect(patched).toMatchObject({
      name: 'Fast',
      version: 2,
      metadata: { team: 'a', speed: 2 },
      config: { tags: ['x'] },
    });
    expect(deleted.status).toBe(204);
    expect(gone.status).toBe(404);
    expect((await gone.json()).detail).toContain('Assistant not found');
  });

  it('lend their configuration to their runs', async () => {
    const { assistant_id: id } = await create({ config: { configurable: { pace: 0, mood: 'calm' } } });
    const { thread_id } = await (await call('POST', '/threads', {})).json();

    const run = await call('POST', `/threads/${thread_id}/runs`, {
      assistant_id: id,
      config: { configurable: { mood: 'wild' } },
    });

    expect((await run.json()).kwargs.config.configurable).toMatchObject({ pace: 0, mood: 'wild' });
  });

  it('leave their threads as they are when they are deleted', async () => {
    const { assistant_id: id } = await create({});
    const { thread_id } = await (await call('POST', '/threads', {})).json();
    await (await call('POST', `/threads/${thread_id}/runs/wait`, { assistant_id: id, input: { say: 'hi' } })).text();

    await call('DELETE', `/assistants/${id}`);

    const thread = await (await call('GET', `/threads/${thread_id}`)).json();
    const [run] = await (await call('GET', `/threads/${thread_id}/runs`)).json();
    expect(thread.values).toMatchObject({ log: ['first hi', 'second hi'] });
    expect(run.assistant_id).toBe(systemAssistantId('steps'));
  });

  it('take their threads along when asked to', async () => {
    const { assistant_id: id } = await create({});
    const { thread_id } = await (await call('POST', '/threads', {})).json();
    await (await call('POST', `/threads/${thread_id}/runs/wait`, { assistant_id: id, input: { say: 'hi' } })).text();

    await call('DELETE', `/assistants/${id}?delete_threads=true`);

    expect((await call('GET', `/threads/${thread_id}`)).status).toBe(404);
  });

  it('cannot be deleted while they stand for a graph', async () => {
    expect((await call('DELETE', '/assistants/steps')).status).toBe(409);
  });

  it('are refused for unknown graphs and ids that are taken', async () => {
    const assistantId = v4();
    await create({ assistant_id: assistantId, name: 'First' });

    const unknown = await call('POST', '/assistants', { graph_id: 'nobody' });
    const taken = await call('POST', '/assistants', { graph_id: 'steps', assistant_id: assistantId });
    const same = await call('POST', '/assistants', {
      graph_id: 'steps',
      assistant_id: assistantId,
      if_exists: 'do_nothing',
    });

    expect([unknown.status, taken.status, same.status]).toEqual([404, 409, 200]);
    expect(await same.json()).toMatchObject({ name: 'First' });
  });

  it('are searched by graph, name and metadata, in pages', async () => {
    const mark = v4();
    for (const name of ['Alpha', 'Beta', 'Gamma']) await create({ name, metadata: { mark } });
    const search = async (body: Record<string, unknown>) =>
      call('POST', '/assistants/search', { metadata: { mark }, ...body });
    const namesOf = async (body: Record<string, unknown>) =>
      (await (await search(body)).json()).map((row: { name: string }) => row.name);

    expect(await namesOf({})).toEqual(['Gamma', 'Beta', 'Alpha']);
    expect(await namesOf({ sort_by: 'name', sort_order: 'asc' })).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(await namesOf({ name: 'ALPH' })).toEqual(['Alpha']);
    expect(await namesOf({ graph_id: 'asks' })).toEqual([]);
    const page = await search({ limit: 2, select: ['name'] });
    expect(page.headers.get('x-pagination-total')).toBe('3');
    expect(page.headers.get('x-pagination-next')).toBe('2');
    expect(await page.json()).toEqual([{ name: 'Gamma' }, { name: 'Beta' }]);
    expect(await (await call('POST', '/assistants/count', { metadata: { mark } })).json()).toBe(3);
  });

  it('draw their graph and describe its data', async () => {
    const drawing = await (await call('GET', '/assistants/steps/graph?xray=true')).json();
    const schemas = await (await call('GET', '/assistants/steps/schemas')).json();

    expect(drawing.nodes.map((node: { id: string }) => node.id)).toEqual(
      expect.arrayContaining(['__start__', 'first', 'second', '__end__']),
    );
    expect(drawing.edges).toContainEqual({ source: 'first', target: 'second' });
    expect(schemas).toMatchObject({ graph_id: 'steps' });
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['input_schema', 'output_schema', 'state_schema', 'config_schema', 'context_schema']),
    );
  });

  it('say that they keep no versions', async () => {
    const versions = await call('POST', '/assistants/steps/versions', {});

    expect(versions.status).toBe(404);
    expect((await versions.json()).detail).toContain('keeps no earlier versions');
  });
});
