import { describe, expect, it } from 'vitest';
import { Annotation, interrupt, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { testApi } from '#lib/testing/test-api';

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  say: Annotation<string>,
  nested: Annotation<unknown>,
  counts: Annotation<Record<string, number>>({ reducer: (all, more) => ({ ...all, ...more }), default: () => ({}) }),
});

/** Writes nothing of its own to the channels that have a default. */
const graph = new StateGraph(State)
  .addNode('look', ({ say }) => {
    if (say === 'ask') interrupt('go on?');
    return { nested: { messages: 'not those', text: '"messages":' } };
  })
  .addEdge(START, 'look')
  .compile();

const { call, hp } = await testApi({ quiet: graph });

async function run(input: object) {
  const { thread_id: threadId } = await (await call('POST', '/threads', {})).json();
  const body = { assistant_id: 'quiet', input };
  const { run_id: runId } = await (await call('POST', `/threads/${threadId}/runs`, body)).json();
  const joined = await (await call('GET', `/threads/${threadId}/runs/${runId}/join`)).json();
  return { threadId, runId, joined };
}

const read = async (path: string) => (await call('GET', path)).json();

describe('state keys that nobody has written', () => {
  const nested = { messages: 'not those', text: '"messages":' };
  const whole = { messages: [], counts: {}, say: 'x', nested };

  it('have their defaults wherever the values of a thread are told', async () => {
    const { threadId, runId, joined } = await run({ say: 'x' });

    expect(joined).toEqual(whole);
    expect(await read(`/threads/${threadId}/runs/${runId}/join`)).toEqual(whole);
    expect((await read(`/threads/${threadId}/state`)).values).toEqual(whole);
    expect((await read(`/threads/${threadId}`)).values).toEqual(whole);
    const found = await (await call('POST', '/threads/search', { ids: [threadId] })).json();
    expect(found[0].values).toEqual(whole);
    const waited = await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: 'quiet', input: {} });
    expect(await waited.json()).toEqual(whole);
  });

  it('have them beside the questions of a paused run, too', async () => {
    const { threadId, joined } = await run({ say: 'ask' });

    expect(joined).toMatchObject({ messages: [], counts: {}, say: 'ask', __interrupt__: [{ value: 'go on?' }] });
    expect((await read(`/threads/${threadId}`)).values).toEqual({ messages: [], counts: {}, say: 'ask' });
  });

  it('have none where something was written, nor before the first run', async () => {
    const { threadId } = await run({ say: 'x', counts: { a: 1 } });

    expect((await read(`/threads/${threadId}`)).values).toEqual({ ...whole, counts: { a: 1 } });
    expect((await read(`/threads/${await hp.newThread()}`)).values).toBeNull();
  });
});
