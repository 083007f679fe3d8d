import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { END, interrupt, type Message, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { openAiServer } from '#lib/testing/openai-server';
import { createAssistant } from '../assistants';
import type { CreateRunRequest } from '../create-run';
import { openHoldpoint } from '../holdpoint';
import { predictMultitask } from '../predict-multitask';
import { getThreadHistory } from '../thread-state';
import { Worker } from '../worker';

const WIRE_ROLE: Partial<Record<Message['type'], string>> = { human: 'user', ai: 'assistant', tool: 'tool' };
const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;
let provider: Awaited<ReturnType<typeof openAiServer>>;

/** Tells the provider the messages as they are. */
async function callModel({ messages }: typeof MessagesAnnotation.State) {
  const last = messages.at(-1);
  if (last?.type === 'human' && last.content !== 'hello') return { messages: [toolCall(String(last.content))] };
  const response = await fetch(`${provider.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', messages: messages.map(toOpenAi) }),
  });
  const { error, choices } = await response.json();
  if (error) throw new Error(error.message);
  return { messages: [{ type: 'ai', content: choices[0].message.content }] };
}

/** A message that asks for a call of the name of what was said. */
function toolCall(id: string) {
  return { type: 'ai', content: '', id: `ai ${id}`, tool_calls: [{ id, name: 'search', args: {} }] };
}

function toOpenAi({ type, content, tool_calls: calls = [], tool_call_id }: Message) {
  const tool_calls = calls.map(({ id, name }) => ({ id, type: 'function', function: { name, arguments: '{}' } }));
  return { role: WIRE_ROLE[type], content, ...(calls.length > 0 && { tool_calls }), tool_call_id };
}

/** Waits at the gate of the call, and asks a person when that is what the call is about. */
async function runTool({ messages }: typeof MessagesAnnotation.State, { signal }: { signal: AbortSignal }) {
  const id = messages.at(-1)?.tool_calls?.[0]?.id ?? '';
  await gates[id]?.pass(signal);
  const content = id === 'ask' ? String(interrupt('May I?')) : 'found';
  return { messages: [{ type: 'tool', content, tool_call_id: id }] };
}

const chat = new StateGraph(MessagesAnnotation)
  .addNode('model', callModel)
  .addNode('tools', runTool)
  .addEdge(START, 'model')
  .addConditionalEdges('model', ({ messages }) => (messages.at(-1)?.tool_calls?.length ? 'tools' : END), ['tools', END])
  .addEdge('tools', 'model')
  .compile();

beforeAll(async () => {
  provider = await openAiServer('Sunny.');
  hp = await testHoldpoint(await testDatabase(), { chat });
});
afterAll(() => provider.close());

const says = (content: string) => ({ input: { messages: [{ type: 'human', content, id: content }] } });
const repairing = { config: { repair_dangling_tool_calls: true } };

/** A thread whose run is stopped by `hello` while its tool is at work. */
async function interrupted(call: string, hello: Partial<CreateRunRequest> = {}) {
  const gate = new Gate();
  gates[call] = gate;
  const threadId = await hp.newThread();
  const first = await hp.send(threadId, 'chat', says(call));
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  const run = await hp.send(threadId, 'chat', { ...says('hello'), multitaskStrategy: 'interrupt', ...hello });
  await worker.idle();
  return { threadId, first, run };
}

async function messagesOf(threadId: string): Promise<Message[]> {
  return (await hp.values(threadId, 'chat')).messages as Message[]; // the graph's one key
}

const story = async (threadId: string) =>
  (await messagesOf(threadId)).map(({ type, status, tool_call_id: id, content }) =>
    status === 'error' ? `${id} cancelled` : content || type,
  );

describe('a message after a tool call that was left open', () => {
  it('is refused by a provider when nothing is repaired, which is the default', async () => {
    const { threadId, run } = await interrupted('sf');

    await hp.runAll();

    expect(await hp.db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'error',
      error: { message: expect.stringContaining('did not have response messages: sf') },
    });
    expect(await story(threadId)).toEqual(['sf', 'ai', 'hello']);
  });

  it('is answered when the run asks for the repair, which its own checkpoint holds', async () => {
    const { threadId, run } = await interrupted('nyc', { kwargs: repairing });

    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await story(threadId)).toEqual(['nyc', 'ai', 'nyc cancelled', 'hello', 'Sunny.']);
    expect((await messagesOf(threadId))[2]).toMatchObject({
      ...{ type: 'tool', name: 'search', tool_call_id: 'nyc', status: 'error' },
      additional_kwargs: { holdpoint: { added: 'repair' } },
    });
    const history = await getThreadHistory(hp, { threadId });
    expect(history.map(({ metadata }) => metadata?.source)).toEqual(['loop', 'loop', 'input', 'loop', 'loop', 'input']);
    expect((await hp.db.prisma.run.findUnique({ where: { id: run.id } }))?.input).toEqual(says('hello').input);
  });

  it('repairs a thread in which other messages have followed already', async () => {
    const { threadId } = await interrupted('rome');
    await hp.runAll();

    const again = { messages: [{ type: 'human', content: 'hello', id: 'again' }] };
    const run = await hp.send(threadId, 'chat', { input: again, kwargs: repairing });
    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await story(threadId)).toEqual(['rome', 'ai', 'rome cancelled', 'hello', 'hello', 'Sunny.']);
  });

  it('repairs when the assistant or the graph says so, unless the run does not want it', async () => {
    const { config } = repairing;
    const assistant = await createAssistant(hp, { graphId: 'chat', config });
    const registry = new Map([['chat', { graph: chat, name: 'chat', repairDanglingToolCalls: true }]]);
    const repairingGraph = await openHoldpoint(hp.db, registry);
    const refusing = { config: { repair_dangling_tool_calls: false } };

    const byAssistant = await interrupted('oslo', { assistantId: assistant.id });
    const against = await interrupted('bern', { assistantId: assistant.id, kwargs: refusing });
    await hp.runAll();
    const byGraph = await interrupted('bonn');
    const worker = new Worker(repairingGraph);
    await worker.tick();
    await worker.idle();

    expect(await hp.statusOf(byAssistant.run.id)).toBe('success');
    expect(await hp.statusOf(against.run.id)).toBe('error');
    expect(await hp.statusOf(byGraph.run.id)).toBe('success');
  });

  it('cancels a call that waited for an answer when the message drops the question', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'chat', says('ask'));
    await hp.runAll();
    expect(await hp.openQuestions(threadId)).toHaveLength(1);

    await hp.send(threadId, 'chat', { ...says('hello'), kwargs: repairing });
    await hp.runAll();

    expect(await story(threadId)).toEqual(['ask', 'ai', 'ask cancelled', 'hello', 'Sunny.']);
    expect(await hp.openQuestions(threadId)).toEqual([]);
  });
});

describe('a repair', () => {
  it('is not repeated when its worker dies after it', async () => {
    const { threadId, run } = await interrupted('paris', { ...says('lima'), kwargs: repairing });
    const gate = new Gate();
    gates.lima = gate;
    const dying = new Worker(hp);
    await dying.tick();
    await gate.reached;
    const repaired = (await messagesOf(threadId))[2];
    await hp.db.prisma.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;

    const ending = hp.runAll();
    gate.open();
    await ending;
    await dying.idle();

    expect(await story(threadId)).toEqual(['paris', 'ai', 'paris cancelled', 'lima', 'ai', 'found', 'Sunny.']);
    expect((await messagesOf(threadId))[2]).toEqual(repaired);
  });

  it('is rolled back with its run', async () => {
    const { threadId, run } = await interrupted('kyoto', { ...says('quito'), kwargs: repairing });
    const gate = new Gate();
    gates.quito = gate;
    const worker = new Worker(hp);
    await worker.tick();
    await gate.reached;
    expect((await predictMultitask(hp, threadId)).rollback.deletesRunIds).toEqual([run.id]);

    expect(await story(threadId)).toContain('kyoto cancelled');

    await hp.send(threadId, 'chat', { ...says('hello'), multitaskStrategy: 'rollback' });
    await worker.idle();
    await hp.runAll();

    expect(await story(threadId)).toEqual(['kyoto', 'ai', 'hello']);
  });

  it('leaves a run alone that goes on with the call', async () => {
    const { threadId, run } = await interrupted('baku', { input: null, kwargs: repairing });
    gates.baku?.open();

    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await story(threadId)).toEqual(['baku', 'ai', 'found', 'Sunny.']);
  });
});
