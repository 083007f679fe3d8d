import { AIMessage, RemoveMessage, ToolMessage } from '@langchain/core/messages';
import { type ToolRuntime, tool } from '@langchain/core/tools';
import * as theirs from '@langchain/langgraph/prebuilt';
import { describe } from 'vitest';
import { z } from 'zod';
import { collect, type Engine, same, thread, threadOf, valuesOf } from '#lib/testing/both-engines';
import type { BaseStore } from '../index';
import * as ours from '../prebuilt/index';

/** What belongs to an engine. */
function prebuiltOf(lg: Engine): typeof ours {
  return (Reflect.get(lg, 'GraphError') ? ours : theirs) as typeof ours; // only this engine has errors of that name
}

const calling = (id: string, name: string, args = {}) =>
  new AIMessage({ id, content: '', tool_calls: [{ id: `call ${id}`, name, args, type: 'tool_call' }] });

const hello = { messages: [{ role: 'user', content: 'hi', id: 'hi' }] };

const told = ({ messages }: { messages: unknown[] }) =>
  messages.map((message) =>
    ['content', 'tool_call_id', 'name'].map((key): unknown => Reflect.get(Object(message), key)),
  );

// What LangGraph.js's guides teach, each as agents of our own.
describe('agents as the guides build them', () => {
  same('tools that hand over to another agent, with the messages so far', async (lg) => {
    const { ToolNode, toolsCondition } = prebuiltOf(lg);
    const handOver = (to: string) =>
      tool(
        (_, runtime: ToolRuntime) => {
          const { messages } = lg.getCurrentTaskInput<{ messages: unknown[] }>();
          const done = new ToolMessage({ id: `to ${to}`, content: `to ${to}`, tool_call_id: runtime.toolCallId });
          return new lg.Command({ graph: lg.Command.PARENT, goto: to, update: { messages: [...messages, done] } });
        },
        { name: `to_${to}`, description: 'Hands over.', schema: z.object({}) },
      );
    const agent = (says: AIMessage, to: string) =>
      new lg.StateGraph(lg.MessagesAnnotation)
        .addNode('model', () => ({ messages: [says] }))
        .addNode('tools', new ToolNode([handOver(to)] as never))
        .addEdge(lg.START, 'model')
        .addConditionalEdges('model', toolsCondition, ['tools', lg.END])
        .addEdge('tools', 'model')
        .compile();
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('alice', agent(calling('1', 'to_bob'), 'bob'), { ends: ['bob'] })
      .addNode('bob', agent(new AIMessage({ id: '2', content: 'bob here' }), 'alice'), { ends: ['alice'] })
      .addEdge(lg.START, 'alice')
      .compile({ checkpointer: new lg.MemorySaver() });
    const chunks = await collect(graph.stream(hello, { ...thread, subgraphs: true }));
    const { values } = await graph.getState(thread);
    return [chunks.map(([ns, chunk]) => [ns.length, Object.keys(chunk)]), told(values)];
  });

  same('a review of each tool call: go on, call otherwise, or say what is wrong', async (lg) => {
    const weather = tool(({ city }) => `sunny in ${city}`, {
      ...{ name: 'weather', description: 'Tells.', schema: z.object({ city: z.string() }) },
    });
    const build = () => {
      let calls = 0;
      return new lg.StateGraph(lg.MessagesAnnotation)
        .addNode('model', () => ({
          messages: [
            calls++ === 0 ? calling('1', 'weather', { city: 'Rome' }) : new AIMessage({ id: '2', content: 'ok' }),
          ],
        }))
        .addNode(
          'review',
          ({ messages }) => {
            const last = messages.at(-1);
            const [call] = last?.tool_calls ?? [];
            const { args, feedback } = lg.interrupt<unknown, { args?: object; feedback?: string }>({
              args: call?.args,
            });
            const answer = { role: 'tool', content: feedback ?? '', tool_call_id: call?.id ?? '', id: 'feedback' };
            if (feedback) return new lg.Command({ goto: 'model', update: { messages: [answer] } });
            if (!args) return new lg.Command({ goto: 'tools' });
            const otherwise = { role: 'ai', content: '', id: last?.id ?? '', tool_calls: [{ ...call, args }] };
            return new lg.Command({ goto: 'tools', update: { messages: [otherwise as never] } });
          },
          { ends: ['model', 'tools'] },
        )
        .addNode('tools', new (prebuiltOf(lg).ToolNode)([weather] as never))
        .addEdge(lg.START, 'model')
        .addConditionalEdges('model', ({ messages }) => (messages.at(-1)?.tool_calls?.length ? 'review' : lg.END), [
          'review',
          lg.END,
        ])
        .addEdge('tools', 'model')
        .compile({ checkpointer: new lg.MemorySaver() });
    };
    const results: unknown[] = [];
    for (const resume of [{ go: 'on' }, { args: { city: 'Oslo' } }, { feedback: 'not Rome' }]) {
      const graph = build();
      results.push(valuesOf(await graph.invoke(hello, thread)));
      results.push(told(await graph.invoke(new lg.Command({ resume }), thread)));
    }
    return results;
  });

  same('a prebuilt agent: prompt, tools, store, checkpointer', async (lg) => {
    const store = new lg.InMemoryStore();
    await store.put(['users'], 'u', { name: 'Ada' });
    const who = tool(
      async (_, runtime: ToolRuntime) => {
        const given = runtime.store as unknown as BaseStore; // of the engine, whatever LangChain calls it
        const item = await given.get(['users'], runtime.configurable?.user);
        return `${item?.value.name}`;
      },
      { name: 'who', description: 'Tells.', schema: z.object({}) },
    );
    const heard: unknown[] = [];
    const llm = {
      lc_runnable: true,
      _modelType: () => 'test',
      bindTools() {
        return this;
      },
      async invoke(messages: { content: string; tool_call_id?: string }[]) {
        heard.push(messages.map(({ content }) => content));
        const { content, tool_call_id: id } = messages.at(-1) ?? {};
        return id === undefined ? calling('1', 'who') : new AIMessage({ id: '2', content: `hi ${content}` });
      },
    };
    const { createReactAgent } = prebuiltOf(lg);
    const agent = createReactAgent({
      ...{ llm: llm as never, tools: [who as never], prompt: 'Be nice.' },
      ...{ store, checkpointer: new lg.MemorySaver() as never },
    });
    const result = await agent.invoke(hello, { configurable: { thread_id: '1', user: 'u' } });
    return [told(result), heard];
  });

  same('messages that are summarised and removed', async (lg) => {
    const State = lg.Annotation.Root({ ...lg.MessagesAnnotation.spec, summary: lg.Annotation<string>() });
    const graph = new lg.StateGraph(State)
      .addNode('chat', ({ messages, summary }) => ({
        messages: [{ role: 'assistant', content: `${summary} ${messages.length}`, id: `a${messages.length}` }],
      }))
      .addNode('sum', ({ messages }) => ({
        summary: `of ${messages.length}`,
        messages: messages.slice(0, -2).map(({ id = '' }) => new RemoveMessage({ id })),
      }))
      .addNode('clear', () => ({
        messages: [
          new RemoveMessage({ id: lg.REMOVE_ALL_MESSAGES }),
          { role: 'user', content: 'anew', id: 'anew' },
        ] as never,
      }))
      .addEdge(lg.START, 'chat')
      .addConditionalEdges(
        'chat',
        ({ messages: { length } }) => {
          if (length > 4) return 'clear';
          return length > 3 ? 'sum' : lg.END;
        },
        ['clear', 'sum', lg.END],
      )
      .compile({ checkpointer: new lg.MemorySaver() });
    const results: unknown[] = [];
    for (const id of ['1', '2', '3', '4']) {
      results.push(told(await graph.invoke({ messages: [{ role: 'user', content: id, id }] }, thread)));
    }
    return results;
  });

  same('memories of a user, across threads', async (lg) => {
    const store = new lg.InMemoryStore();
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('chat', async ({ messages }, { configurable, store: own }) => {
        const namespace = ['memories', String(configurable.user)];
        const known = (await own?.search(namespace)) ?? [];
        const content = String(messages.at(-1)?.content);
        if (content.startsWith('remember')) await own?.put(namespace, `${known.length}`, { content });
        const answer = known.map(({ value }) => value.content).join();
        return { messages: [{ role: 'ai', content: answer, id: `a${messages.length}` }] };
      })
      .addEdge(lg.START, 'chat')
      .compile({ checkpointer: new lg.MemorySaver(), store });
    const results: unknown[] = [];
    for (const [id, user, content] of [
      ['1', 'ada', 'remember me'],
      ['2', 'ada', 'who am I?'],
      ['3', 'bob', 'who am I?'],
      ['1', 'ada', 'remember tea'],
      ['2', 'ada', 'what do I like?'],
    ] as const) {
      const config = { configurable: { ...threadOf(id).configurable, user } };
      results.push(told(await graph.invoke({ messages: [{ role: 'user', content, id: content }] }, config)));
    }
    return [results, await store.listNamespaces({ prefix: ['memories'] })];
  });
});
