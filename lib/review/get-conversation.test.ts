import { beforeAll, describe, expect, it } from 'vitest';
import { END, interrupt, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { getConversation } from './get-conversation';

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
  hp = await testHoldpoint(await testDatabase(), { chat, asking, steps: twoSteps() });
});

const say = (content: string) => ({ input: { messages: [{ role: 'human', content }] } });

/** A run that stands at its gate, with its first superstep committed. */
async function runningAt(threadId: string, word: string) {
  const gate = new Gate();
  gates[word] = gate;
  const run = await hp.send(threadId, 'chat', { ...say(word), actor: 'Ana' });
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
    if (entry.type === 'end') return `ended by ${entry.end.actor}: ${entry.end.reason}`;
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
    const { worker } = await runningAt(threadId, 'stopped');

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
    // Both runs use the same id, and none answers it.
    expect(unansweredToolCalls.map(({ callId }) => callId)).toEqual(['call-1', 'call-1']);
    expect(new Set(unansweredToolCalls.map(({ messageId }) => messageId)).size).toBe(2);
    expect(entries.find((entry) => entry.type === 'run')).toMatchObject({ run: { supersededBy: next.id } });
  });

  it('leaves of a rolled back run only a line that says so', async () => {
    const threadId = await hp.newThread();
    const { worker } = await runningAt(threadId, 'regretted');

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

    expect(await story(threadId)).toEqual(['human: start', 'run paused', 'question answered', 'ai: yes', 'run done']);
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
