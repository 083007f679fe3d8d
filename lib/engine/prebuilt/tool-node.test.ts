import { AIMessage, ToolMessage } from '@langchain/core/messages';
import { type ToolRuntime as LangChainRuntime, tool as langChainTool } from '@langchain/core/tools';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  Annotation,
  Command,
  interrupt,
  MemorySaver,
  type Message,
  MessagesAnnotation,
  Send,
  START,
  StateGraph,
} from '../index';
import { collect, failureOf, freshThread } from '../testing';
import { createReactAgent, type Tool, ToolNode, tool, toolsCondition } from './index';

const call = (name: string, args: Record<string, unknown> = {}, id = `${name}-1`) => ({
  name,
  args,
  id,
  type: 'tool_call',
});
const asks = (...calls: object[]) => ({ messages: [{ type: 'ai', content: '', tool_calls: calls }] });

function toolGraph(tools: readonly Tool[], options?: ConstructorParameters<typeof ToolNode>[1]) {
  return new StateGraph(MessagesAnnotation)
    .addNode('tools', new ToolNode(tools, options))
    .addEdge(START, 'tools')
    .compile({ checkpointer: new MemorySaver() });
}

const contents = ({ messages }: { messages: Message[] }) => messages.slice(1).map(({ content }) => content);

test('each tool call is answered by a message, in the order of the calls', async () => {
  const slow = tool(async () => new Promise((resolve) => setTimeout(() => resolve('slow'), 5)), { name: 'slow' });
  const add = tool(({ a, b }: { a: number; b: number }) => ({ sum: a + b }), { name: 'add' });

  const { messages } = await toolGraph([slow, add]).invoke(
    asks(call('slow'), call('add', { a: 1, b: 2 })),
    freshThread(),
  );

  expect(messages.slice(1)).toMatchObject([
    { type: 'tool', name: 'slow', tool_call_id: 'slow-1', content: 'slow', status: 'success' },
    { type: 'tool', name: 'add', tool_call_id: 'add-1', content: '{"sum":3}', status: 'success' },
  ]);
});

test('tool calls that ask are answered one by one, and no tool runs without need', async () => {
  const ran: string[] = [];
  const risky = tool(
    ({ what }: { what: string }) => {
      ran.push(`begin ${what}`);
      const answer = interrupt<string, string>(`${what}?`);
      ran.push(`end ${what}`);
      return `${what}: ${answer}`;
    },
    { name: 'risky' },
  );
  const safe = tool(() => void ran.push('safe'), { name: 'safe' });
  const graph = toolGraph([risky, safe]);
  const thread = freshThread();
  const risk = (what: string) => call('risky', { what }, what);
  await graph.invoke(asks(risk('a'), call('safe'), risk('b'), risk('c')), thread);
  const asked = (await graph.getState(thread)).tasks.flatMap(({ interrupts }) => interrupts);
  expect(asked.map(({ value }) => value)).toEqual(['a?', 'b?', 'c?']);

  await graph.invoke(new Command({ resume: { [asked[2]?.id ?? '']: 'three' } }), thread);
  await graph.invoke(new Command({ resume: { [asked[0]?.id ?? '']: 'one' } }), thread);
  expect((await graph.getState(thread)).tasks[0]?.interrupts).toEqual([asked[1]]);
  const result = await graph.invoke(new Command({ resume: 'two' }), thread);

  expect(contents(result)).toEqual(['a: one', '', 'b: two', 'c: three']);
  expect(ran).toEqual([
    ...['begin a', 'safe', 'begin b', 'begin c'],
    ...['begin c', 'end c', 'begin a', 'end a', 'begin b', 'end b'],
  ]);
});

test('calls that reach their questions in another order still get their own answers', async () => {
  let isFirst = true;
  const ask = tool(
    async ({ what, ms }: { what: string; ms: number }) => {
      await new Promise((resolve) => setTimeout(resolve, isFirst ? ms : 20 - ms));
      return `${what} ${interrupt<string, string>(what)}`;
    },
    { name: 'ask' },
  );
  const graph = toolGraph([ask]);
  const thread = freshThread();
  await graph.invoke(asks(call('ask', { what: 'a', ms: 20 }, 'a'), call('ask', { what: 'b', ms: 0 }, 'b')), thread);
  isFirst = false;
  const asked = (await graph.getState(thread)).tasks.flatMap(({ interrupts }) => interrupts);
  const answers = Object.fromEntries(asked.map(({ id, value }) => [id, `answer to ${value}`]));

  expect(contents(await graph.invoke(new Command({ resume: answers }), thread))).toEqual([
    'a answer to a',
    'b answer to b',
  ]);
});

test('a tool that fails, is unknown or is called wrongly tells the model so', async () => {
  const bad = tool(
    () => {
      throw new Error('no luck');
    },
    { name: 'bad' },
  );
  const strict = tool(({ n }: { n: number }) => n, { name: 'strict', schema: z.object({ n: z.number() }) });
  const calls = asks(call('bad'), call('unknown'), call('strict', { n: 'x' }));

  const result = await toolGraph([bad, strict]).invoke(calls, freshThread());

  expect(contents(result)).toEqual([
    'Error: no luck\n Please fix your mistakes.',
    expect.stringContaining('There is no tool "unknown"; use one of bad, strict.'),
    expect.stringContaining('"strict" do not fit its schema'),
  ]);
  expect(result.messages.slice(1).every(({ status }) => status === 'error')).toBe(true);
  const strictly = toolGraph([bad], { handleToolErrors: false });
  expect(await failureOf(strictly.invoke(asks(call('bad')), freshThread()))).toMatchObject({ message: 'no luck' });
});

test('an answer that does not fit its question is refused, and the question stays open', async () => {
  const confirm = tool(() => `${interrupt('sure?', { responseSchema: z.boolean() })}`, { name: 'confirm' });
  const graph = toolGraph([confirm]);
  const thread = freshThread();
  await graph.invoke(asks(call('confirm')), thread);

  expect(await failureOf(graph.invoke(new Command({ resume: 'maybe' }), thread))).toMatchObject({
    lc_error_code: 'INVALID_RESUME_VALUE',
  });
  expect(contents(await graph.invoke(new Command({ resume: true }), thread))).toEqual(['true']);
});

test('tools of LangChain work, and see the state and their call', async () => {
  const weather = langChainTool(
    async ({ city }, runtime: LangChainRuntime) =>
      `${city}, ${(runtime.state as { messages: unknown[] }).messages.length} message`,
    {
      name: 'weather',
      description: 'Tells the weather.',
      schema: z.object({ city: z.string() }),
    },
  );
  const message = langChainTool(
    (_, { toolCallId }: LangChainRuntime) => new ToolMessage({ content: 'mine', tool_call_id: toolCallId }),
    {
      name: 'message',
      description: 'Answers itself.',
      schema: z.object({}),
    },
  );
  const input = {
    messages: [
      new AIMessage({ content: '', tool_calls: [call('weather', { city: 'Rome' }), call('message')] as never }),
    ],
  };

  const result = await toolGraph([weather, message] as Tool[]).invoke(input, freshThread());

  expect(contents(result)).toEqual(['Rome, 1 message', 'mine']);
});

test('a tool may return a Command, beside others that return values', async () => {
  const State = Annotation.Root({ ...MessagesAnnotation.spec, user: Annotation<string> });
  const login = tool(
    (_, { toolCallId }) =>
      new Command({
        update: { user: 'ada', messages: [new ToolMessage({ content: 'logged in', tool_call_id: toolCallId })] },
        goto: 'next',
      }),
    { name: 'login' },
  );
  const echo = tool(() => 'echo', { name: 'echo' });
  const graph = new StateGraph(State)
    .addNode('tools', new ToolNode([login, echo]), { ends: ['next'] })
    .addNode('next', ({ user }) => ({ messages: [`hello ${user}`] }))
    .addEdge(START, 'tools')
    .compile();

  const result = await graph.invoke(asks(call('login'), call('echo')));

  expect(result.user).toBe('ada');
  expect(contents(result)).toEqual(['logged in', 'echo', 'hello ada']);
});

test('a graph that a tool calls may send the graph around it on', async () => {
  const child = new StateGraph(MessagesAnnotation)
    .addNode('up', () => new Command({ graph: Command.PARENT, goto: 'next' }))
    .addEdge(START, 'up')
    .compile();
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('tools', new ToolNode([tool(() => child.invoke({}), { name: 'hand_over' })]), { ends: ['next'] })
    .addNode('next', () => ({ messages: ['handed over'] }))
    .addEdge(START, 'tools')
    .compile();

  expect(contents(await graph.invoke(asks(call('hand_over'))))).toEqual(['handed over']);
});

test('calls that are answered already are not made again, and one call can be sent alone', async () => {
  const ran: unknown[] = [];
  const note = tool((args) => void ran.push(args), { name: 'note' });
  const node = new ToolNode([note]);
  const answered = { type: 'tool', content: 'done', tool_call_id: 'one' };
  const state = {
    messages: [...asks(call('note', { n: 1 }, 'one'), call('note', { n: 2 }, 'two')).messages, answered],
  };
  await node.invoke(state);
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('tools', node)
    .addConditionalEdges(START, () => [new Send('tools', { messages: [], lg_tool_call: call('note', { n: 3 }) })], [
      'tools',
    ])
    .compile();
  await graph.invoke({});

  expect(ran).toEqual([{ n: 2 }, { n: 3 }]);
});

test('toolsCondition leads to the tools that the last message calls, or to the end', () => {
  expect(toolsCondition(asks(call('a')))).toBe('tools');
  expect(toolsCondition(asks())).toBe('__end__');
  expect(toolsCondition([{ type: 'human', content: 'hi' }])).toBe('__end__');
});

test('a react agent calls tools until it has an answer, and asks in between', async () => {
  const book = tool(({ hotel }: { hotel: string }) => `${hotel} ${interrupt<string, string>(`book ${hotel}?`)}`, {
    name: 'book',
  });
  const given: unknown[] = [];
  const llm = {
    bindTools: (tools: Tool[]) => {
      expect(tools.map(({ name }) => name)).toEqual(['book']);
      return llm;
    },
    invoke: (messages: Message[]) => {
      given.push(messages[0]?.content);
      const last = messages.at(-1);
      if (last?.type === 'tool') return { type: 'ai', content: `Done: ${last.content}` };
      return { type: 'ai', content: '', tool_calls: [call('book', { hotel: 'Ritz' })] };
    },
  };
  const agent = createReactAgent({ llm, tools: [book], prompt: 'You book hotels.', checkpointer: new MemorySaver() });
  const thread = freshThread();

  const paused = await collect(agent.stream({ messages: 'book the Ritz' }, thread));
  expect(paused.at(-1)).toMatchObject({ __interrupt__: [{ value: 'book Ritz?' }] });
  const { messages } = await agent.invoke(new Command({ resume: 'yes' }), thread);

  expect(messages.map(({ type }) => type)).toEqual(['human', 'ai', 'tool', 'ai']);
  expect(messages.at(-1)?.content).toBe('Done: Ritz yes');
  expect(given).toEqual(['You book hotels.', 'You book hotels.']);
});
