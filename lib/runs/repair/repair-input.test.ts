import { describe, expect, it } from 'vitest';
import {
  Annotation,
  addMessages,
  type CheckpointTuple,
  MemorySaver,
  type Message,
  MessagesAnnotation,
  START,
  StateGraph,
} from '#lib/engine';
import { repairInput } from './repair-input';

const human = (id: string): Message => ({ type: 'human', content: id, id });
const asks = (id: string, ...callIds: string[]): Message => ({
  type: 'ai',
  content: '',
  id,
  tool_calls: callIds.map((callId) => ({ id: callId, name: 'search', args: {} })),
});
const tool = (callId: string): Message => ({
  type: 'tool',
  content: 'done',
  tool_call_id: callId,
  id: `result of ${callId}`,
});

const quiet = () => ({});
const graphOf = <Spec extends Parameters<typeof Annotation.Root>[0]>(spec: Spec) =>
  new StateGraph(Annotation.Root(spec)).addNode('quiet', quiet).addEdge(START, 'quiet').compile();
const chat = graphOf(MessagesAnnotation.spec);

function at(values: Record<string, unknown>, rest: Partial<CheckpointTuple> = {}): CheckpointTuple {
  const checkpoint = { v: 4, id: 'c', ts: '', channel_values: values, channel_versions: {}, versions_seen: {} };
  return { config: {}, checkpoint, ...rest };
}

/** The messages after the repaired input, each by its id or by the call it cancels. */
async function story(before: Message[], messages: unknown) {
  const checkpointer = new MemorySaver();
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('quiet', quiet)
    .addEdge(START, 'quiet')
    .compile({ checkpointer });
  const thread = { configurable: { thread_id: crypto.randomUUID() } };
  await graph.updateState(thread, { messages: before }, 'quiet');
  const tuple = await checkpointer.getTuple(thread);
  if (!tuple) throw new Error('nothing stored');
  const { input } = repairInput(messages === undefined ? {} : { messages }, graph, tuple);
  const after = await graph.invoke(input as Record<string, never>, thread); // one key, of which the engine takes any form
  return after.messages.map((message) =>
    message.status === 'error' ? `${message.tool_call_id} cancelled` : message.id,
  );
}

describe('repairInput', () => {
  it.each([
    ['nothing is open', [asks('a', 'x'), tool('x')], { given: human('new'), expected: ['a', 'result of x', 'new'] }],
    ['a call at the end is open', [asks('a', 'x')], { given: human('new'), expected: ['a', 'x cancelled', 'new'] }],
    [
      'one of two is',
      [asks('a', 'x', 'y'), tool('x')],
      { given: human('new'), expected: ['a', 'result of x', 'y cancelled', 'new'] },
    ],
    [
      'a message follows it',
      [asks('a', 'x'), human('h')],
      { given: human('new'), expected: ['a', 'x cancelled', 'h', 'new'] },
    ],
    [
      'the client answers it',
      [asks('a', 'x')],
      { given: [tool('x'), human('new')], expected: ['a', 'result of x', 'new'] },
    ],
    [
      'the client answers one',
      [asks('a', 'x', 'y')],
      { given: [tool('x'), human('new')], expected: ['a', 'y cancelled', 'result of x', 'new'] },
    ],
    [
      'the client takes it back',
      [human('h'), asks('a', 'x')],
      { given: [{ type: 'remove', id: 'a' }, human('new')], expected: ['h', 'new'] },
    ],
    ['the client replaces it', [asks('a', 'x')], { given: { type: 'ai', content: 'no', id: 'a' }, expected: ['a'] }],
    [
      'the client starts over',
      [asks('a', 'x')],
      { given: [{ type: 'remove', id: '__remove_all__' }, human('new')], expected: ['new'] },
    ],
    ['the client brings one', [human('h')], { given: [asks('a', 'x')], expected: ['h', 'a'] }],
    [
      'there is no new message',
      [asks('a', 'x'), human('h')],
      { given: undefined, expected: ['a', 'x cancelled', 'h'] },
    ],
  ])('completes the state when %s', async (_name, before, { given, expected }) => {
    expect(await story(before, given)).toEqual(expected);
  });

  it('keeps messages as they are when they have to be written anew', async () => {
    const before = [asks('a', 'x'), { ...human('h'), additional_kwargs: { from: 'phone' }, response_metadata: {} }];

    const { input } = repairInput({}, chat, at({ messages: before }));

    expect(input).toMatchObject({ messages: [{ type: 'remove' }, before[0], { tool_call_id: 'x' }, before[1]] });
  });

  it('repairs every key that holds messages and touches no other', () => {
    const spec = { ...MessagesAnnotation.spec, inner: MessagesAnnotation.spec.messages, topic: Annotation<string>() };
    const before = { messages: [asks('a', 'x')], inner: [asks('b', 'y')], topic: 'weather' };

    const { input } = repairInput({ topic: 'news' }, graphOf(spec), at(before));

    expect(input).toMatchObject({
      topic: 'news',
      messages: [{ tool_call_id: 'x' }],
      inner: [{ tool_call_id: 'y' }],
    });
  });

  it.each([
    ['has no reducer', { messages: Annotation<unknown[]>() }],
    ['sorts in its own way', { messages: Annotation<unknown[]>({ reducer: (a, b) => [...b, ...a] }) }],
    ['keeps the last one only', { messages: Annotation<unknown[]>({ reducer: (_a, b) => b.slice(-1) }) }],
    ['cannot take messages out', { messages: Annotation<unknown[]>({ reducer: (a, b) => [...a, ...b] }) }],
    [
      'throws',
      {
        messages: Annotation<unknown[]>({
          reducer: () => {
            throw new Error('not for you');
          },
        }),
      },
    ],
    ['is not there', { other: Annotation<string>() }],
  ])('leaves the input alone, and says so, when the key %s', (_name, spec) => {
    const input = { other: 'x' };

    const repaired = repairInput(input, graphOf(spec), at({ messages: [asks('a', 'x'), human('h')] }));

    expect(repaired).toEqual({ input, failedKeys: ['messages'] });
  });

  it('leaves the input alone when the graph takes no messages as input', () => {
    const State = Annotation.Root({ ...MessagesAnnotation.spec, question: Annotation<string>() });
    const graph = new StateGraph(State, { input: Annotation.Root({ question: Annotation<string>() }) })
      .addNode('quiet', quiet)
      .addEdge(START, 'quiet')
      .compile();
    const input = { question: 'why?' };

    const repaired = repairInput(input, graph, at({ messages: [asks('a', 'x')] }));

    expect(repaired).toEqual({ input, failedKeys: ['messages'] });
  });

  it.each([
    ['an input', { [START]: { messages: [human('h')] } }, {}],
    ['a command', {}, { pendingWrites: [[`00000000-0000-0000-0000-${'0'.repeat(12)}`, 'messages', [human('h')]]] }],
  ] as const)('waits for the next run when %s is still to be applied before it', (_name, values, rest) => {
    const input = { messages: [human('new')] };
    const tuple = at({ messages: [asks('a', 'x')], ...values }, rest as Partial<CheckpointTuple>); // a fixed list above

    expect(repairInput(input, chat, tuple)).toEqual({ input, failedKeys: [] });
  });

  it('asks the reducer, which is the same that the state has', () => {
    expect(chat.previewInput('messages', { value: [human('h')], write: human('i') })).toEqual(
      addMessages([human('h')], human('i')),
    );
  });
});
