import { Client } from '@langchain/langgraph-sdk';
import { Client as Client1x } from 'langgraph-sdk-1x';
import { v4 } from 'uuid';
import { afterAll, describe, expect, it } from 'vitest';
import { age } from '#lib/graphs/age';
import { agent } from '#lib/graphs/agent';
import { expense } from '#lib/graphs/expense';
import { Gate } from '#lib/testing/gate';
import { serveHttp } from '#lib/testing/serve-http';
import { testApi } from '#lib/testing/test-api';
import { throws, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const fault = { value: new TypeError('out of paper') };
const { fetch } = await testApi({ agent, age, expense, steps: twoSteps(gates), throws: throws(fault) });
const server = await serveHttp(fetch);
afterAll(() => server.close());

const options = { apiUrl: `${server.url}/api`, apiKey: null as unknown as string }; // null: do not look for a key in the environment
const clients = [
  { version: '2.0.0', client: new Client(options) },
  // The calls made here have the same shape in both.
  { version: '1.12.4', client: new Client1x(options) as unknown as Client },
];

interface Message {
  type: string;
  id: string;
  content: unknown;
  tool_calls?: { name: string; args: unknown }[];
}

const sf = { messages: [{ role: 'human', content: "what's the weather in sf?" }] };
const nyc = { messages: [{ role: 'human', content: "what's the weather in nyc?" }] };
/** Fast enough for a test, slow enough that a message can land in the middle. */
const paced = { configurable: { pace: 0.4 } };
const atOnce = { configurable: { pace: 0 } };
const TURN = ['human', 'ai', 'tool', 'ai'];

describe.each(clients)('the SDK $version', ({ client }) => {
  async function messagesOf(threadId: string): Promise<Message[]> {
    const state = await client.threads.getState<{ messages?: Message[] }>(threadId);
    return state.values.messages ?? [];
  }

  async function typesOf(threadId: string): Promise<string[]> {
    return (await messagesOf(threadId)).map((message) => message.type);
  }

  /** The first turn is under way: its tool call is committed, its answer is not. */
  async function talkingThread() {
    const { thread_id: threadId } = await client.threads.create();
    const run = await client.runs.create(threadId, 'agent', { input: sf, config: paced });
    await expect.poll(() => typesOf(threadId), { interval: 10, timeout: 5000 }).toContain('ai');
    return { threadId, run };
  }

  async function collect<T>(parts: AsyncIterable<T>): Promise<T[]> {
    const all: T[] = [];
    for await (const part of parts) all.push(part);
    return all;
  }

  describe('double-texting', () => {
    it('interrupt keeps the partial work of the first run and goes on from there', async () => {
      const { threadId, run: first } = await talkingThread();

      const second = await client.runs.create(threadId, 'agent', {
        input: nyc,
        config: atOnce,
        multitaskStrategy: 'interrupt',
      });
      await client.runs.join(threadId, second.run_id);

      const messages = await messagesOf(threadId);
      const types = messages.map((message) => message.type);
      expect(types.slice(0, 2)).toEqual(['human', 'ai']);
      expect(types.slice(-4)).toEqual(TURN);
      expect(types.filter((type) => type === 'human')).toHaveLength(2);
      expect(messages[1]!.tool_calls).toHaveLength(1);
      expect(JSON.stringify(messages.at(-1)!.content)).toMatch(/New York/i);
      expect((await client.runs.get(threadId, first.run_id)).status).toBe('interrupted');
    });

    it('enqueue executes the runs in the order in which they came', async () => {
      const { thread_id: threadId } = await client.threads.create();
      await client.runs.create(threadId, 'agent', { input: sf, config: atOnce });
      const second = await client.runs.create(threadId, 'agent', {
        input: nyc,
        config: atOnce,
        multitaskStrategy: 'enqueue',
      });

      await client.runs.join(threadId, second.run_id);

      const messages = await messagesOf(threadId);
      expect(messages.map((message) => message.type)).toEqual([...TURN, ...TURN]);
      expect([messages[0]!.content, messages[4]!.content]).toEqual([sf.messages[0]!.content, nyc.messages[0]!.content]);
    });

    it('reject refuses the second run and leaves the first untouched', async () => {
      const { threadId, run: first } = await talkingThread();

      const second = client.runs.create(threadId, 'agent', { input: nyc, multitaskStrategy: 'reject' });

      await expect(second).rejects.toThrow(/HTTP 409.*Thread is already running a task/);
      await client.runs.join(threadId, first.run_id);
      expect(await typesOf(threadId)).toEqual(TURN);
      expect((await client.runs.get(threadId, first.run_id)).status).toBe('success');
    });

    it('rollback leaves nothing of the first run', async () => {
      const { threadId, run: first } = await talkingThread();

      const second = await client.runs.create(threadId, 'agent', {
        input: nyc,
        config: atOnce,
        multitaskStrategy: 'rollback',
      });
      await client.runs.join(threadId, second.run_id);

      const messages = await messagesOf(threadId);
      expect(messages.map((message) => message.type)).toEqual(TURN);
      expect(messages[0]!.content).toBe(nyc.messages[0]!.content);
      await expect(client.runs.get(threadId, first.run_id)).rejects.toThrow(/HTTP 404/);
    });
  });

  describe('human in the loop', () => {
    it('asks for an age again until it is one', async () => {
      const { thread_id: threadId } = await client.threads.create();
      const ask = (payload: object) => client.runs.wait(threadId, 'age', payload) as Promise<Record<string, unknown>>;

      const first = await ask({ input: { foo: 'abc' } });
      const negative = await ask({ command: { resume: -20 } });
      const object = await ask({ command: { resume: { foo: 'bar' } } });
      const done = await ask({ command: { resume: 25 } });

      expect(first.__interrupt__).toMatchObject([{ value: 'What is your age?', resumable: true, when: 'during' }]);
      expect(negative.__interrupt__).toMatchObject([{ value: "'-20 is not a valid age. What is your age?" }]);
      expect(object.__interrupt__).toMatchObject([{ value: expect.stringContaining('is not a valid age') }]);
      expect(done).toEqual({ foo: 'abc', human_value: 'The human is 25 years old.' });
    });

    it('is answered and talked to from the head that a chat screen has seen', async () => {
      const { thread_id: threadId } = await client.threads.create();
      await client.runs.wait(threadId, 'age', { input: { foo: 'abc' } });
      const seen = await client.threads.getState(threadId);

      const answered = await client.runs.wait(threadId, 'age', {
        checkpoint: seen.checkpoint,
        command: { resume: 25 },
      });
      const { checkpoint } = await client.threads.getState(threadId);
      const asked = await client.runs.wait(threadId, 'age', { checkpoint, input: { foo: 'again' } });

      expect(answered).toMatchObject({ human_value: 'The human is 25 years old.' });
      expect(asked).toMatchObject({ foo: 'again', __interrupt__: [{ value: 'What is your age?' }] });
    });

    it('answers parallel questions one at a time, each by its id', async () => {
      const { thread_id: threadId } = await client.threads.create();
      await client.runs.wait(threadId, 'expense', { input: { description: 'Train to Bern', amount: 120 } });
      const { interrupts, status } = await client.threads.get(threadId);
      const [first, second] = Object.values(interrupts).flat();

      const half = await client.runs.wait(threadId, 'expense', {
        command: { resume: { [first!.id!]: { decision: 'approve' } } },
      });
      const ambiguous = client.runs.create(threadId, 'expense', {
        command: { resume: { [first!.id!]: { decision: 'reject' } } },
      });

      expect(status).toBe('interrupted');
      expect(half).toMatchObject({ __interrupt__: [{ id: second!.id }] });
      await expect(ambiguous).rejects.toThrow(/HTTP 409/);
      const paid = await client.runs.wait(threadId, 'expense', {
        command: { resume: { [second!.id!]: { decision: 'approve' } } },
      });
      expect(paid).toMatchObject({ status: 'paid' });
    });
  });

  describe('runs', () => {
    it('wait throws the error that ended the run, join returns it', async () => {
      const { thread_id: threadId } = await client.threads.create();
      const run = await client.runs.create(threadId, 'throws', { input: { say: 'x' } });

      await expect(client.runs.join(threadId, run.run_id)).resolves.toMatchObject({
        __error__: { message: 'out of paper' },
      });
      await expect(client.runs.wait(threadId, 'throws', { input: { say: 'x' } })).rejects.toThrow(
        'TypeError: out of paper',
      );
      await expect(
        client.runs.wait(threadId, 'throws', { input: { say: 'x' }, raiseError: false }),
      ).resolves.toHaveProperty('__error__');
    });

    it('are listed, read, cancelled and deleted', async () => {
      const word = v4();
      gates[word] = new Gate();
      const { thread_id: threadId } = await client.threads.create();
      let created: string | undefined;
      const run = await client.runs.create(threadId, 'steps', {
        input: { say: word },
        onRunCreated: ({ run_id }) => {
          created = run_id;
        },
      });
      await gates[word].reached;

      await client.runs.cancel(threadId, run.run_id, false, 'interrupt');
      const cancelled = await client.runs.get(threadId, run.run_id);
      await expect(client.runs.cancel(threadId, run.run_id, true)).rejects.toThrow(/HTTP 409/);
      const listed = await client.runs.list(threadId, { status: 'interrupted', select: ['run_id'] });
      await client.runs.delete(threadId, run.run_id);

      expect(created).toBe(run.run_id);
      expect(cancelled.status).toBe('interrupted');
      expect(listed).toEqual([{ run_id: run.run_id }]);
      expect(await client.runs.list(threadId)).toEqual([]);
    });

    it('need no thread', async () => {
      const values = await client.runs.wait(null, 'steps', { input: { say: 'alone' } });
      const parts = await collect(
        client.runs.stream(null, 'steps', { input: { say: 'alone' }, streamMode: 'updates' }),
      );
      const batch = await client.runs.createBatch([
        { assistantId: 'steps', input: { say: 'a' } },
        { assistantId: 'steps', input: { say: 'b' } },
      ]);

      expect(values).toMatchObject({ log: ['first alone', 'second alone'] });
      expect(parts.map((part) => part.event)).toEqual(['metadata', 'updates', 'updates', 'end']);
      expect(batch).toHaveLength(2);
    });
  });

  describe('streams', () => {
    it('carry the modes that were asked for', async () => {
      const { thread_id: threadId } = await client.threads.create();
      let created: { run_id: string; thread_id?: string } | undefined;

      const parts = await collect(
        client.runs.stream(threadId, 'agent', {
          input: sf,
          config: atOnce,
          streamMode: ['values', 'updates', 'messages-tuple', 'custom'],
          onRunCreated: (run) => {
            created = run;
          },
        }),
      );

      const [metadata] = parts;
      const events = parts.map((part) => part.event as string);
      expect(metadata).toMatchObject({ event: 'metadata', data: { run_id: created?.run_id, attempt: 1 } });
      expect(created?.thread_id).toBe(threadId);
      expect(new Set(events)).toEqual(new Set(['metadata', 'values', 'updates', 'messages', 'end']));
      expect(events.at(-1)).toBe('end');
      expect(parts.every((part) => part.event as string)).toBe(true);
    });

    it('go on where a lost connection broke them off', async () => {
      const word = v4();
      gates[word] = new Gate();
      const { thread_id: threadId } = await client.threads.create();
      const events: string[] = [];

      for await (const part of client.runs.stream(threadId, 'steps', { input: { say: word }, streamMode: 'updates' })) {
        events.push(part.event);
        if (events.length !== 2) continue;
        server.dropConnections();
        gates[word].open();
      }

      expect(events).toEqual(['metadata', 'updates', 'updates', 'end']);
    });

    it('are joined late, after any event', async () => {
      const { thread_id: threadId } = await client.threads.create();
      const [metadata, ...parts] = await collect(
        client.runs.stream(threadId, 'steps', { input: { say: 'hi' }, streamMode: ['updates', 'values'] }),
      );
      const { run_id: runId } = metadata!.data as { run_id: string };

      const rest = await collect(
        client.runs.joinStream(threadId, runId, { lastEventId: parts[1]!.id, streamMode: ['updates'] }),
      );
      const all = await collect(client.runs.joinStream(threadId, runId, { lastEventId: '-1' }));

      expect(rest).toEqual(parts.slice(2).filter((part) => part.event !== 'values'));
      expect(all.slice(1)).toEqual(parts);
    });
  });

  describe('threads', () => {
    it('are created, found, changed, copied and deleted', async () => {
      const mark = v4();
      const threadId = v4();
      const thread = await client.threads.create({ threadId, metadata: { mark }, graphId: 'steps' });
      await client.runs.wait(threadId, 'steps', { input: { say: 'hi' } });

      const again = await client.threads.create({ threadId, ifExists: 'do_nothing' });
      await client.threads.update(threadId, { metadata: { changed: true } });
      const found = await client.threads.search({ metadata: { mark }, values: { say: 'hi' }, sortBy: 'updated_at' });
      const copy = await client.threads.copy(threadId);

      expect(thread).toMatchObject({ thread_id: threadId, status: 'idle', metadata: { graph_id: 'steps' } });
      expect(again.thread_id).toBe(threadId);
      expect(found).toMatchObject([{ thread_id: threadId, values: { say: 'hi' }, metadata: { changed: true } }]);
      expect((await client.threads.getState(copy.thread_id)).values).toMatchObject({ say: 'hi' });
      expect(await client.threads.count({ metadata: { mark } })).toBe(2);
      await client.threads.delete(threadId);
      await expect(client.threads.get(threadId)).rejects.toThrow(`Thread with ID ${threadId} not found`);
    });

    it('show their history, and are edited at any point of it', async () => {
      const { thread_id: threadId } = await client.threads.create();
      await client.runs.wait(threadId, 'steps', { input: { say: 'hi' } });

      const history = await client.threads.getHistory(threadId, { limit: 2 });
      const older = await client.threads.getHistory(threadId, {
        before: { configurable: { ...history[1]!.checkpoint } },
      });
      const past = await client.threads.getState(threadId, history[1]!.checkpoint, { subgraphs: true });
      const byId = await client.threads.getState(threadId, history[1]!.checkpoint.checkpoint_id!);
      await client.threads.updateState(threadId, {
        values: { log: ['edited'] },
        asNode: 'first',
        checkpoint: history[1]!.checkpoint,
      });
      const done = await client.runs.wait(threadId, 'steps');

      expect(history.map((state) => state.next)).toEqual([[], ['second']]);
      expect(older).toHaveLength(2);
      expect(past).toEqual(byId);
      expect(past.values).toMatchObject({ log: ['first hi'] });
      expect(done).toMatchObject({ log: ['first hi', 'edited', 'second hi'] });
    });
  });

  it('knows the assistants', async () => {
    const mark = v4();
    const { assistant_id: id } = await client.assistants.create({ graphId: 'steps', name: 'Own', metadata: { mark } });

    expect(await client.assistants.get(id)).toMatchObject({ graph_id: 'steps', name: 'Own' });
    expect((await client.assistants.search({ graphId: 'agent' })).map((assistant) => assistant.name)).toContain(
      'agent',
    );
    expect(await client.assistants.count({ metadata: { mark } })).toBe(1);
    expect((await client.assistants.update(id, { name: 'Renamed' })).version).toBe(2);
    expect((await client.assistants.getGraph('agent')).nodes.map((node) => node.id)).toContain('tools');
    expect(await client.assistants.getSchemas('agent')).toMatchObject({ graph_id: 'agent' });
    expect(await client.assistants.getSubgraphs('agent')).toEqual({});
    await client.assistants.delete(id);
    await expect(client.assistants.get(id)).rejects.toThrow(/HTTP 404.*Assistant not found/);
  });
});
