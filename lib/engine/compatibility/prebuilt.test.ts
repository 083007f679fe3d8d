import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { type ToolRuntime, tool } from '@langchain/core/tools';
import * as theirs from '@langchain/langgraph/prebuilt';
import { describe } from 'vitest';
import { z } from 'zod';
import { differs, type Engine, same, thread } from '#lib/testing/both-engines';
import * as ours from '../prebuilt/index';

/** What belongs to an engine. */
function prebuiltOf(lg: Engine): typeof ours {
  return (Reflect.get(lg, 'GraphError') ? ours : theirs) as typeof ours; // only this engine has errors of that name
}

const city = z.object({ city: z.string() });
const weather = tool(({ city }) => `sunny in ${city}`, { name: 'weather', description: 'Tells.', schema: city });
const fails = tool(
  () => {
    throw new Error('no luck');
  },
  { name: 'fails', description: 'Fails.', schema: z.object({}) },
);

const calling = (...calls: [name: string, args: object][]) =>
  new AIMessage({
    content: '',
    id: 'asking',
    tool_calls: calls.map(([name, args], i) => ({ name, args: args as Record<string, unknown>, id: `call-${i}` })),
  });

const told = (result: { messages: unknown[] }) =>
  result.messages.map((message) =>
    ['content', 'tool_call_id', 'status'].map((key): unknown => Reflect.get(Object(message), key)),
  );

describe('tools', () => {
  same('answer by messages, side by side, also when they fail', async (lg) => {
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('tools', new (prebuiltOf(lg).ToolNode)([weather, fails] as never))
      .addEdge(lg.START, 'tools')
      .compile();
    const calls = calling(['weather', { city: 'Rome' }], ['fails', {}], ['weather', { city: 'Oslo' }]);
    return told(await graph.invoke({ messages: [calls] }));
  });

  same('see the state, and may return Commands and messages', async (lg) => {
    const login = tool(
      (_, runtime: ToolRuntime) =>
        new lg.Command({
          update: {
            messages: [
              new ToolMessage({
                content: `after ${(runtime.state as { messages: unknown[] }).messages.length}`,
                tool_call_id: runtime.toolCallId,
                id: 'own',
              }),
            ],
          },
          goto: 'next',
        }),
      { name: 'login', description: 'Logs in.', schema: z.object({}) },
    );
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('tools', new (prebuiltOf(lg).ToolNode)([weather, login] as never), { ends: ['next'] })
      .addNode('next', () => ({ messages: [new HumanMessage({ content: 'next', id: 'n' })] }))
      .addEdge(lg.START, 'tools')
      .compile();
    const result = await graph.invoke({ messages: [calling(['login', {}], ['weather', { city: 'Rome' }])] });
    return result.messages.map(({ content }) => content);
  });

  same('toolsCondition', async (lg) => {
    const { toolsCondition } = prebuiltOf(lg);
    return [
      toolsCondition({ messages: [calling(['weather', {}])] }),
      toolsCondition({ messages: [new HumanMessage('hi')] }),
      toolsCondition([calling()]),
    ];
  });

  same('a react agent', async (lg) => {
    const given: unknown[] = [];
    const llm = {
      bindTools: () => llm,
      invoke: async (messages: { content: unknown }[]) => {
        given.push(messages.map(({ content }) => content));
        return messages.length < 3
          ? calling(['weather', { city: 'Rome' }])
          : new AIMessage({ content: 'done', id: 'd' });
      },
      // What LangGraph.js asks of a model before it binds tools to it.
      lc_runnable: true,
      _modelType: () => 'base_chat_model',
      pipe: () => llm,
    };
    const agent = prebuiltOf(lg).createReactAgent({ llm, tools: [weather] as never, prompt: 'Be brief.' } as never);
    const result = await agent
      .invoke({ messages: [new HumanMessage({ content: 'weather?', id: 'h' })] })
      .catch((e: Error) => e);
    return [result instanceof Error ? result.message : told(result), given];
  });

  differs(
    'that ask are all told, and each answer runs only its tool',
    async (lg) => {
      const ran: string[] = [];
      const ask = tool(
        ({ city }) => {
          ran.push(city);
          return `${city} ${lg.interrupt(city)}`;
        },
        { name: 'ask', description: 'Asks.', schema: city },
      );
      const graph = new lg.StateGraph(lg.MessagesAnnotation)
        .addNode('tools', new (prebuiltOf(lg).ToolNode)([ask] as never))
        .addEdge(lg.START, 'tools')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({ messages: [calling(['ask', { city: 'Rome' }], ['ask', { city: 'Oslo' }])] }, thread);
      const open = (await graph.getState(thread)).tasks.flatMap(({ interrupts }) => interrupts);
      await graph.invoke(new lg.Command({ resume: { [open[0]?.id ?? '']: 'yes' } }), thread);
      return [open.map(({ value }) => value), ran];
    },
    {
      theirs: { result: [['Rome'], ['Rome', 'Oslo', 'Rome', 'Oslo']] },
      ours: {
        result: [
          ['Rome', 'Oslo'],
          ['Rome', 'Oslo', 'Rome'],
        ],
      },
    },
  );
});
