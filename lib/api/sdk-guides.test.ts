import { describe, expect, it } from 'vitest';
import { age } from '#lib/graphs/age';
import { agent } from '#lib/graphs/agent';
import { expense } from '#lib/graphs/expense';
import { sdkClients } from '#lib/testing/sdk-clients';

const { clients } = await sdkClients({ agent, age, expense });

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

describe.each(clients)('the guides, with the SDK $version', ({ client }) => {
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
    await expect.poll(() => typesOf(threadId), { interval: 10 }).toContain('ai');
    return { threadId, run };
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
});
