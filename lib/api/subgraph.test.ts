import { describe, expect, it } from 'vitest';
import { Annotation, END, START, StateGraph } from '#lib/engine';
import { testApi } from '#lib/testing/test-api';
import { asks } from '#lib/testing/test-graphs';

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  say: Annotation<string>,
});

const outer = new StateGraph(State)
  .addNode('before', () => ({ log: ['before'] }))
  .addNode('child', asks({ value: 'Go on?' }))
  .addEdge(START, 'before')
  .addEdge('before', 'child')
  .addEdge('child', END)
  .compile({ name: 'outer' });

const { call } = await testApi({ outer });

async function askingThread(): Promise<string> {
  const { thread_id: threadId } = await (await call('POST', '/threads', {})).json();
  const body = { assistant_id: 'outer', input: { say: 'x' } };
  await (await call('POST', `/threads/${threadId}/runs/wait`, body)).text();
  return threadId;
}

async function eventNames(body: Record<string, unknown>): Promise<string[]> {
  const { thread_id: threadId } = await (await call('POST', '/threads', {})).json();
  const response = await call('POST', `/threads/${threadId}/runs/stream`, {
    ...{ assistant_id: 'outer', input: { say: 'x' }, stream_mode: ['updates'] },
    ...body,
  });
  return (await response.text()).match(/(?<=^event: ).*/gm) ?? [];
}

describe('a graph inside a graph', () => {
  it('is named by the task that runs it', async () => {
    const threadId = await askingThread();

    const { tasks, interrupts } = await (await call('GET', `/threads/${threadId}/state`)).json();

    expect(tasks).toMatchObject([{ name: 'child', state: null, interrupts: [{ value: 'Go on?' }] }]);
    expect(tasks[0].checkpoint).toEqual({ thread_id: threadId, checkpoint_ns: `child:${tasks[0].id}` });
    expect(interrupts[0].ns).toEqual([`child:${tasks[0].id}`, expect.stringMatching(/^ask:/)]);
  });

  it('shows its own state when asked to', async () => {
    const threadId = await askingThread();

    const { tasks } = await (await call('GET', `/threads/${threadId}/state?subgraphs=true`)).json();

    expect(tasks).toMatchObject([
      { name: 'child', checkpoint: null, state: { next: ['ask'], values: { log: ['before'] } } },
    ]);
    expect(tasks[0].state.checkpoint).toMatchObject({ thread_id: threadId, checkpoint_ns: `child:${tasks[0].id}` });
    expect(tasks[0].state.tasks).toMatchObject([{ name: 'ask', interrupts: [{ value: 'Go on?' }] }]);
  });

  it('gets the answer to its question', async () => {
    const threadId = await askingThread();
    const body = { assistant_id: 'outer', command: { resume: 'yes' } };

    const values = await call('POST', `/threads/${threadId}/runs/wait`, body);

    expect(await values.json()).toMatchObject({ log: expect.arrayContaining(['before', '"yes"']) });
  });

  it('streams under its namespace when asked to, and otherwise not at all', async () => {
    const without = await eventNames({});
    const withSubgraphs = await eventNames({ stream_subgraphs: true });

    expect(without.some((name) => name.includes('|'))).toBe(false);
    expect(withSubgraphs).toContainEqual(expect.stringMatching(/^updates\|child:[0-9a-f-]+$/));
    expect(withSubgraphs.filter((name) => !name.includes('|'))).toEqual(without);
  });

  it('is listed and drawn with its assistant', async () => {
    const subgraphs = await (await call('GET', '/assistants/outer/subgraphs?recurse=true')).json();
    const one = await (await call('GET', '/assistants/outer/subgraphs/child')).json();
    const none = await (await call('GET', '/assistants/outer/subgraphs/before')).json();
    const drawing = await (await call('GET', '/assistants/outer/graph?xray=1')).json();

    expect(Object.keys(subgraphs)).toEqual(['child']);
    expect(one).toEqual(subgraphs);
    expect(none).toEqual({});
    expect(drawing.nodes.map((node: { id: string }) => node.id)).toContain('child:ask');
  });
});
