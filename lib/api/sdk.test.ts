import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { agent } from '#lib/graphs/agent';
import { Gate } from '#lib/testing/gate';
import { sdkClients } from '#lib/testing/sdk-clients';
import { throws, twoSteps } from '#lib/testing/test-graphs';

const gates: Record<string, Gate> = {};
const fault = { value: new TypeError('out of paper') };
const { clients, dropConnections } = await sdkClients({ agent, steps: twoSteps(gates), throws: throws(fault) });

const weather = { messages: [{ role: 'human', content: "what's the weather in sf?" }] };

describe.each(clients)('the SDK $version', ({ client }) => {
  async function collect<T>(parts: AsyncIterable<T>): Promise<T[]> {
    const all: T[] = [];
    for await (const part of parts) all.push(part);
    return all;
  }

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
          input: weather,
          config: { configurable: { pace: 0 } },
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
        dropConnections();
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
