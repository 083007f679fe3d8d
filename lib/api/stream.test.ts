import { describe, expect, it } from 'vitest';
import { agent } from '#lib/graphs/agent';
import { Gate } from '#lib/testing/gate';
import { testApi } from '#lib/testing/test-api';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const { call, newThread } = await testApi({
  agent,
  steps: twoSteps(gates),
  asks: asks({ value: 'What is your age?' }),
  throws: throws({ value: new Error('out of paper') }),
});

interface Event {
  event: string;
  id: string | undefined;
  data: unknown;
}

const weather = { messages: [{ role: 'user', content: "what's the weather in sf?" }] };

async function eventsOf(response: Response): Promise<Event[]> {
  const frames = (await response.text()).split('\n\n').filter((frame) => frame.trim() !== '');
  return frames.map((frame) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
    return { event: field('event') ?? '', id: field('id'), data: JSON.parse(field('data') ?? 'null') };
  });
}

async function stream(body: Record<string, unknown>) {
  const threadId = await newThread();
  const response = await call('POST', `/threads/${threadId}/runs/stream`, body);
  return { threadId, response, events: await eventsOf(response) };
}

function names(events: Event[]): string[] {
  return events.map(({ event }) => event);
}

describe('streaming a run', () => {
  it('says where it is, and that nobody may keep or buffer it', async () => {
    const { threadId, response, events } = await stream({ assistant_id: 'steps', input: { say: 'hi' } });

    const { run_id } = events[0]!.data as { run_id: string };
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'content-location': `/threads/${threadId}/runs/${run_id}`,
      location: `/threads/${threadId}/runs/${run_id}/stream`,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  });

  it('sends values when nothing else was asked for, between metadata and end', async () => {
    const { threadId, events } = await stream({ assistant_id: 'steps', input: { say: 'hi' } });

    expect(names(events)).toEqual(['metadata', 'values', 'values', 'values', 'end']);
    expect(events[0]!.data).toMatchObject({ thread_id: threadId, attempt: 1 });
    expect(events[3]!.data).toEqual({ say: 'hi', log: ['first hi', 'second hi'] });
    expect(events[4]!.data).toEqual({ status: 'success', stop_reason: 'done' });
  });

  it('sends only the modes that were asked for, in the order of what happened', async () => {
    const { events } = await stream({ assistant_id: 'steps', input: { say: 'hi' }, stream_mode: ['updates', 'tasks'] });

    expect(names(events)).toEqual(
      ['metadata', 'tasks', 'updates', 'tasks', 'tasks', 'updates', 'tasks', 'end'].toSorted(() => 0),
    );
    expect(events.filter(({ event }) => event === 'updates').map(({ data }) => data)).toEqual([
      { first: { log: ['first hi'] } },
      { second: { log: ['second hi'] } },
    ]);
  });

  it('shows a question as a part of its own', async () => {
    const { events } = await stream({ assistant_id: 'asks', input: { say: 'hi' }, stream_mode: ['values', 'updates'] });

    const questions = events.filter(({ data }) => typeof data === 'object' && data !== null && '__interrupt__' in data);
    expect(names(questions).toSorted()).toEqual(['updates', 'values']);
    expect(questions[0]!.data).toMatchObject({
      __interrupt__: [{ value: 'What is your age?', id: expect.any(String) }],
    });
    expect(events.at(-1)!.data).toEqual({ status: 'interrupted', stop_reason: 'paused' });
  });

  it('ends with the error of a run that failed', async () => {
    const { events } = await stream({ assistant_id: 'throws', input: { say: 'hi' } });

    expect(names(events).slice(-2)).toEqual(['error', 'end']);
    expect(events.at(-2)!.data).toMatchObject({ error: 'Error', message: 'out of paper' });
  });

  it('sends checkpoints in the form in which clients send them back', async () => {
    const { threadId, events } = await stream({
      assistant_id: 'steps',
      input: { say: 'hi' },
      stream_mode: ['checkpoints', 'debug'],
    });

    const checkpoints = events.filter(({ event }) => event === 'checkpoints');
    expect(checkpoints.at(-1)!.data).toMatchObject({
      values: { say: 'hi' },
      next: [],
      checkpoint: { thread_id: threadId, checkpoint_ns: '', checkpoint_id: expect.any(String) },
      parent_checkpoint: { thread_id: threadId },
    });
    expect(JSON.stringify(events)).not.toContain('__pregel_checkpointer');
    expect(names(events)).toContain('debug');
  });

  it('streams messages token by token, as tuples or added up', async () => {
    const config = { configurable: { pace: 0 } };
    const { events } = await stream({
      assistant_id: 'agent',
      input: weather,
      config,
      stream_mode: ['messages', 'messages-tuple', 'values'],
    });

    const tuples = events
      .filter(({ event }) => event === 'messages')
      .map(({ data }) => data as [{ type: string; id: string; content: unknown }, Record<string, unknown>]);
    const final = events.filter(({ event }) => event === 'values').at(-1)!.data as {
      messages: { type: string; id: string; content: string }[];
    };
    const answer = final.messages.at(-1)!;
    const chunks = tuples.filter(([chunk]) => chunk.id === answer.id);
    expect(chunks.map(([chunk]) => chunk.content).join('')).toBe(answer.content);
    expect(chunks[0]).toMatchObject([{ type: 'AIMessageChunk' }, { langgraph_node: 'agent' }]);

    const added = events.filter(({ event }) => event.startsWith('messages/'));
    expect(added[0]!.event).toBe('messages/metadata');
    expect(added.filter(({ event }) => event === 'messages/complete').at(-1)!.data).toMatchObject([
      { id: answer.id, content: answer.content },
    ]);
  });

  it('cancels the run when the client goes away, if it was asked to', async () => {
    gates.leaving = new Gate();
    const threadId = await newThread();
    const body = { assistant_id: 'steps', input: { say: 'leaving' }, on_disconnect: 'cancel' };
    const response = await call('POST', `/threads/${threadId}/runs/stream`, body);
    const reader = response.body!.getReader();
    await reader.read();
    await gates.leaving.reached;

    await reader.cancel();

    expect(await (await call('GET', `/threads/${threadId}/runs`)).json()).toMatchObject([
      { status: 'interrupted', stop_reason: 'cancelled' },
    ]);
  });

  it('leaves the run alone otherwise', async () => {
    gates.staying = new Gate();
    const threadId = await newThread();
    const response = await call('POST', `/threads/${threadId}/runs/stream`, {
      assistant_id: 'steps',
      input: { say: 'staying' },
    });
    const reader = response.body!.getReader();
    await reader.read();
    await gates.staying.reached;

    await reader.cancel();
    gates.staying.open();

    const [run] = await (await call('GET', `/threads/${threadId}/runs`)).json();
    await (await call('GET', `/threads/${threadId}/runs/${run.run_id}/join`)).text();
    expect(await (await call('GET', `/threads/${threadId}/runs/${run.run_id}`)).json()).toMatchObject({
      status: 'success',
    });
  });
});

describe('joining a stream', () => {
  async function finishedRun() {
    const { threadId, events } = await stream({
      assistant_id: 'steps',
      input: { say: 'hi' },
      stream_mode: ['values', 'updates', 'messages'],
    });
    const { run_id: runId } = events[0]!.data as { run_id: string };
    const join = async (query = '', headers: Record<string, string> = {}) =>
      eventsOf(await call('GET', `/threads/${threadId}/runs/${runId}/stream${query}`, undefined, headers));
    return { join, events };
  }

  it('goes on after the last event the client has seen', async () => {
    const { join, events } = await finishedRun();

    const rest = await join('', { 'last-event-id': events[2]!.id! });

    expect(rest).toEqual(events.slice(3));
  });

  it('sends everything from -1 on', async () => {
    const { join, events } = await finishedRun();

    const all = await join('', { 'last-event-id': '-1' });

    expect(all.slice(1)).toEqual(events.slice(1));
    expect(all[0]!.event).toBe('metadata');
  });

  it('does not wait for a run that has ended', async () => {
    const { join, events } = await finishedRun();

    expect(names(await join())).toEqual(['metadata', 'end']);
    expect(await join('', { 'last-event-id': events.at(-1)!.id! })).toEqual([]);
  });

  it('sends the modes it names, in whichever way the client writes a list', async () => {
    const { join } = await finishedRun();
    const header = { 'last-event-id': '-1' };

    const expected = ['metadata', 'updates', 'updates', 'end'];
    expect(names(await join('?stream_mode=updates', header))).toEqual(expected);
    expect(names(await join('?stream_mode=["updates"]', header))).toEqual(expected);
    expect(names(await join('?stream_mode=updates&stream_mode=custom', header))).toEqual(expected);
  });

  it('refuses an id that is none', async () => {
    const threadId = await newThread();
    const run = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'x' } })
    ).json();

    const response = await call('GET', `/threads/${threadId}/runs/${run.run_id}/stream`, undefined, {
      'last-event-id': 'abc',
    });

    expect(response.status).toBe(422);
  });

  it('sends what comes from now on, to several clients alike', async () => {
    gates.joined = new Gate();
    const threadId = await newThread();
    const run = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'joined' } })
    ).json();
    await gates.joined.reached;
    const join = async () => {
      const { body } = await call('GET', `/threads/${threadId}/runs/${run.run_id}/stream`);
      const [first, all] = body!.tee();
      await first.getReader().read();
      return new Response(all);
    };
    const joined = await Promise.all([join(), join()]);

    gates.joined.open();

    const [one, other] = await Promise.all(joined.map(eventsOf));
    expect(one!.at(-2)!.data).toMatchObject({ log: ['first joined', 'second joined'] });
    expect(other!.at(-1)).toEqual(one!.at(-1));
  });

  it('ends when the run is rolled back', async () => {
    gates.undone = new Gate();
    const threadId = await newThread();
    const run = await (
      await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'undone' } })
    ).json();
    await gates.undone.reached;
    const response = await call('GET', `/threads/${threadId}/runs/${run.run_id}/stream`);

    await call('POST', `/threads/${threadId}/runs/${run.run_id}/cancel?action=rollback`);

    expect((await eventsOf(response)).at(-1)).toMatchObject({
      event: 'end',
      data: { status: null, stop_reason: 'rolled_back' },
    });
  });

  it('starts with metadata while the run still waits for its turn', async () => {
    gates.ahead = new Gate();
    const threadId = await newThread();
    await call('POST', `/threads/${threadId}/runs`, { assistant_id: 'steps', input: { say: 'ahead' } });
    await gates.ahead.reached;

    const response = await call('POST', `/threads/${threadId}/runs/stream`, {
      assistant_id: 'steps',
      input: { say: 'behind' },
    });
    const reader = response.body!.getReader();
    const first = new TextDecoder().decode((await reader.read()).value);

    expect(first).toMatch(/^event: metadata\n/);
    expect(first).toMatch(/\nid: -1\n\n$/);
    gates.ahead.open();
    await reader.cancel();
  });
});
