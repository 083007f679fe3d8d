import { beforeAll, describe, expect, it } from 'vitest';
import { END, interrupt, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { getConversation } from './get-conversation';
import { getHistory } from './get-history';
import { getStateView } from './get-state-view';
import { getThread } from './get-thread';
import { getThreadGraph } from './get-thread-graph';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;

/** Answers every human message with an AI message; a message with a gate waits there first. */
const chat = new StateGraph(MessagesAnnotation)
  .addNode('call', () => ({
    messages: [{ type: 'ai', content: '', tool_calls: [{ id: 'call-1', name: 'look', args: {} }] }],
  }))
  .addNode('reply', async ({ messages }, config) => {
    const said = String(messages.findLast((message) => message.type === 'human')?.content);
    await gates[said]?.pass(config.signal);
    return { messages: [{ type: 'ai', content: `re: ${said}` }] };
  })
  .addEdge(START, 'call')
  .addEdge('call', 'reply')
  .addEdge('reply', END)
  .compile();

const asking = new StateGraph(MessagesAnnotation)
  .addNode('ask', () => ({ messages: [{ type: 'ai', content: String(interrupt({ question: 'Go on?' })) }] }))
  .addEdge(START, 'ask')
  .addEdge('ask', END)
  .compile();

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), {
    ...{ chat, asking },
    steps: twoSteps(gates),
    age: asks({ value: 'What is your age?' }),
    broken: throws({ value: new Error('no network') }),
  });
});

const say = (content: string) => ({ input: { messages: [{ role: 'human', content }] } });

/** A run that stands at its gate, with its first superstep committed. */
async function runningAt(threadId: string, graphId: string, word: string) {
  const gate = new Gate();
  gates[word] = gate;
  const input = graphId === 'chat' ? say(word) : { input: { say: word } };
  const run = await hp.send(threadId, graphId, { ...input, actor: 'Ana' });
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  return { run, gate, worker };
}

async function story(threadId: string): Promise<string[]> {
  const { entries } = await getConversation(hp, threadId);
  return entries.map((entry) => {
    if (entry.type === 'message') return `${entry.message.type}: ${entry.message.text}`;
    if (entry.type === 'run') return `run ${entry.run.stopReason}`;
    return entry.type === 'question' ? `question ${entry.question.outcome}` : `rollback ${entry.rollback.message}`;
  });
}

describe('getConversation', () => {
  it('tells which messages each run brought and how it ended', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'chat', say('one'));
    await hp.send(threadId, 'chat', say('two'));
    await hp.runAll();

    expect(await story(threadId)).toEqual([
      'human: one',
      'ai: ',
      'ai: re: one',
      'run done',
      'human: two',
      'ai: ',
      'ai: re: two',
      'run done',
    ]);
  });

  it('keeps what an interrupted run left and marks its unanswered tool call', async () => {
    const threadId = await hp.newThread();
    const { worker } = await runningAt(threadId, 'chat', 'stopped');

    const next = await hp.send(threadId, 'chat', { ...say('next'), multitaskStrategy: 'interrupt' });
    await worker.idle();
    await hp.runAll();

    expect(await story(threadId)).toEqual([
      'human: stopped',
      'ai: ',
      'run superseded',
      'human: next',
      'ai: ',
      'ai: re: next',
      'run done',
    ]);
    const { entries, unansweredToolCalls } = await getConversation(hp, threadId);
    expect(unansweredToolCalls).toEqual(['call-1']);
    expect(entries.find((entry) => entry.type === 'run')).toMatchObject({ run: { supersededBy: next.id } });
  });

  it('leaves of a rolled back run only a line that says so', async () => {
    const threadId = await hp.newThread();
    const { worker } = await runningAt(threadId, 'chat', 'regretted');

    await hp.send(threadId, 'chat', { ...say('instead'), multitaskStrategy: 'rollback', actor: 'Ben' });
    await worker.idle();
    await hp.runAll();

    expect(await story(threadId)).toEqual([
      'rollback regretted',
      'human: instead',
      'ai: ',
      'ai: re: instead',
      'run done',
    ]);
  });

  it('shows a question between the run that asked it and the run that went on', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'asking', say('start'));
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 'yes', actor: 'Ana' });
    await hp.runAll();

    expect(await story(threadId)).toEqual(['human: start', 'question answered', 'run paused', 'ai: yes', 'run done']);
    const { entries } = await getConversation(hp, threadId);
    expect(entries.find((entry) => entry.type === 'question')).toMatchObject({
      question: { answer: 'yes', decidedBy: 'Ana' },
    });
  });

  it('gives the state of a thread without messages as fields', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'hello' } });
    await hp.runAll();

    const { fields } = await getConversation(hp, threadId);

    expect(fields).toEqual(
      expect.arrayContaining([
        { key: 'say', value: 'hello' },
        { key: 'log', value: ['first hello', 'second hello'] },
      ]),
    );
  });

  it('is empty for a thread that never ran', async () => {
    expect(await getConversation(hp, await hp.newThread())).toEqual({
      entries: [],
      fields: [],
      unansweredToolCalls: [],
    });
  });
});

describe('getThread', () => {
  it('names the active run, the queue behind it and what each strategy would do', async () => {
    const threadId = await hp.newThread();
    const { run, gate, worker } = await runningAt(threadId, 'steps', 'busy');
    const behind = await hp.send(threadId, 'steps', { input: { say: 'behind' }, actor: 'Ben' });

    const view = await getThread(hp, threadId);

    expect(view).toMatchObject({ status: 'busy', active: { id: run.id, createdBy: 'Ana' }, lastRun: null });
    expect(view?.queued.map((queued) => queued.id)).toEqual([behind.id]);
    expect(view?.prediction).toMatchObject({ reject: { refused: true }, active: { runId: run.id, checkpoints: 3 } });
    gate.open();
    await worker.idle();
    await hp.runAll();
  });

  it('sets a run apart that waits for the answer to a question', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'asking', say('start'));
    await hp.runAll();
    const later = await hp.send(threadId, 'asking', { ...say('later'), onPendingInterrupt: 'enqueue' });

    const view = await getThread(hp, threadId);

    expect(view).toMatchObject({ active: null, queued: [], waitingForAnswer: [{ id: later.id }] });
  });

  it('says why the last run failed', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'broken', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getThread(hp, threadId)).toMatchObject({
      status: 'error',
      error: { message: 'no network' },
      lastRun: { stopReason: 'error' },
    });
  });

  it.each(['not-a-uuid', '00000000-0000-4000-8000-000000000000'])('knows no thread %s', async (id) => {
    expect(await getThread(hp, id)).toBeNull();
  });
});

describe('getHistory', () => {
  it('lists the checkpoints newest first with the nodes that ran and what they changed', async () => {
    const threadId = await hp.newThread();
    const run = await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();

    const { items, isCut } = await getHistory(hp, threadId);

    expect(isCut).toBe(false);
    expect(items.map(({ source, nodes }) => [source, nodes])).toEqual([
      ['loop', ['second']],
      ['loop', ['first']],
      ['loop', ['__start__']],
      ['input', []],
    ]);
    expect(items[0]).toMatchObject({
      runId: run.id,
      next: [],
      changes: [{ path: ['log', 1], kind: 'added', after: 'second x' }],
    });
    expect(items.map((item) => item.parentId).slice(0, 3)).toEqual(items.map((item) => item.checkpointId).slice(1));
  });

  it('puts a question and its answer where it was asked', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 25, actor: 'Ana' });
    await hp.runAll();

    const { items } = await getHistory(hp, threadId);

    const asked = items.filter((item) => item.questions.length > 0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      next: ['ask'],
      questions: [{ title: 'What is your age?', answer: 25, decidedBy: 'Ana' }],
    });
  });
});

describe('getStateView', () => {
  it('shows the head, or any earlier checkpoint', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();
    const { items } = await getHistory(hp, threadId);

    const { state: head } = await getStateView(hp, { threadId });
    const { state: earlier } = await getStateView(hp, { threadId, checkpointId: items[1]?.checkpointId });

    expect(head).toMatchObject({
      checkpointId: items[0]?.checkpointId,
      next: [],
      values: { log: ['first x', 'second x'] },
    });
    expect(earlier).toMatchObject({ values: { log: ['first x'] }, tasks: [{ name: 'second' }] });
  });

  it('has nothing to show for a checkpoint that is not there', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getStateView(hp, { threadId, checkpointId: 'gone' })).toEqual({ state: null });
  });

  it('names the task that waits and its question', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getStateView(hp, { threadId })).toMatchObject({
      state: { next: ['ask'], tasks: [{ name: 'ask', interrupts: [{ value: 'What is your age?' }] }] },
    });
  });
});

describe('getThreadGraph', () => {
  it('marks the node that runs and the nodes that ran', async () => {
    const threadId = await hp.newThread();
    const { gate, worker } = await runningAt(threadId, 'steps', 'drawn');

    const { states, graph } = (await getThreadGraph(hp, threadId)) ?? {};

    expect(graph?.nodes.map((node) => node.id)).toEqual(['__start__', 'first', 'second', '__end__']);
    expect(states).toMatchObject({ first: 'done', second: 'running' });
    gate.open();
    await worker.idle();
  });

  it('marks the node that waits for an answer', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: { say: 'x' } });
    await hp.runAll();

    expect(await getThreadGraph(hp, threadId)).toMatchObject({ states: { ask: 'waiting' } });
  });
});
