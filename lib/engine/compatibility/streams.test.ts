import { AIMessage } from '@langchain/core/messages';
import { describe, expect } from 'vitest';
import { collect, type Engine, logOf, same, thread } from '#lib/testing/both-engines';

/** A graph in a graph, with a writer at each level. */
function nested(lg: Engine) {
  const child = new lg.StateGraph(logOf(lg))
    .addNode('in1', (_, { writer }) => {
      writer({ from: 'in1' });
      return { log: 'in1' };
    })
    .addNode('in2', () => ({ log: 'in2' }))
    .addEdge(lg.START, 'in1')
    .addEdge('in1', 'in2')
    .compile();
  return new lg.StateGraph(logOf(lg))
    .addNode('a', (_, { writer }) => {
      writer('from a');
      return { log: 'a' };
    })
    .addNode('child', child)
    .addNode('nothing', () => {})
    .addEdge(lg.START, 'a')
    .addEdge('a', 'child')
    .addEdge('child', 'nothing')
    .compile({ checkpointer: new lg.MemorySaver() });
}

const OF_ENGINES = new Set(['config', 'parent_config', 'createdAt', 'checkpoint_map']);

/** Events of a text as a client reads them. What a checkpoint was made with is the engine's own business. */
function eventsIn(text: string) {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((event) => {
      const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
      return [name, JSON.parse(data, (key, value) => (OF_ENGINES.has(key) ? undefined : value))];
    });
}

describe('streams', () => {
  for (const mode of ['values', 'updates', 'custom', 'tasks', 'debug', 'messages'] as const) {
    same(`mode ${mode}, alone`, async (lg) => {
      const chunks = await collect(nested(lg).stream({ log: 'in' }, { ...thread, streamMode: mode }));
      return mode === 'debug' ? chunks.filter((chunk) => (chunk as { type: string }).type !== 'checkpoint') : chunks;
    });
  }

  same('no mode is updates', (lg) => collect(nested(lg).stream({ log: 'in' }, thread)));

  for (const subgraphs of [false, true]) {
    same(`as server-sent events${subgraphs ? ', with those of nested graphs' : ''}`, async (lg) => {
      const streamMode = ['values', 'updates', 'custom', 'tasks', 'checkpoints'] as const;
      const encoding = 'text/event-stream';
      const stream = await nested(lg).stream({ log: 'in' }, { ...thread, streamMode, subgraphs, encoding });
      return eventsIn(await new Response(stream).text());
    });
  }

  same('a failure as a server-sent event', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addNode('b', () => {
        throw new TypeError('boom');
      })
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile();
    return new Response(await graph.stream({}, { encoding: 'text/event-stream' })).text();
  });

  same('that nobody reads to the end go on, and are stored', async (lg) => {
    const graph = nested(lg);
    for await (const _ of await graph.stream({ log: 'in' }, thread)) break;
    await expect.poll(async () => (await graph.getState(thread)).next).toEqual([]);
    return (await graph.getState(thread)).values;
  });

  same('several modes', (lg) =>
    collect(nested(lg).stream({ log: 'in' }, { ...thread, streamMode: ['values', 'updates', 'custom'] })),
  );

  same('a list of one mode', (lg) => collect(nested(lg).stream({ log: 'in' }, { ...thread, streamMode: ['values'] })));

  same('with nested graphs, one mode', (lg) =>
    collect(nested(lg).stream({ log: 'in' }, { ...thread, streamMode: 'updates', subgraphs: true })),
  );

  same('with nested graphs, several modes', (lg) =>
    collect(
      nested(lg).stream({ log: 'in' }, { ...thread, streamMode: ['values', 'updates', 'custom'], subgraphs: true }),
    ),
  );

  same('checkpoints', async (lg) => {
    const chunks = await collect(nested(lg).stream({ log: 'in' }, { ...thread, streamMode: 'checkpoints' }));
    return chunks.map(({ values, next, metadata, tasks }) => [values, next, metadata, (tasks as unknown[]).length]);
  });

  same('what finished before is told again when a run is continued, as cached', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addNode('b', () => ({ log: `${lg.interrupt('?')}` }))
      .addEdge(lg.START, 'a')
      .addEdge(lg.START, 'b')
      .compile({ checkpointer: new lg.MemorySaver() });
    const streamMode = ['values', 'updates'] as const;
    return [
      await collect(graph.stream({ log: 'in' }, { ...thread, streamMode })),
      await collect(graph.stream(new lg.Command({ resume: 'x' }), { ...thread, streamMode })),
    ];
  });

  same('a node that writes a key several times', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => [new lg.Command({ update: { log: '1' } }), new lg.Command({ update: { log: '2' } })])
      .addEdge(lg.START, 'a')
      .compile();
    return collect(graph.stream({ log: 'in' }, { streamMode: ['updates', 'tasks'] }));
  });

  same('messages that nodes return and push, also in nested graphs', async (lg) => {
    const answering = (text: string) => () => ({ messages: [new AIMessage({ content: text, id: text })] });
    const child = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('inner', answering('nested'))
      .addEdge(lg.START, 'inner')
      .compile();
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('a', () => {
        lg.pushMessage(new AIMessage({ content: 'pushed', id: 'pushed' }), undefined as never);
        return answering('returned')();
      })
      .addNode('child', child)
      .addEdge(lg.START, 'a')
      .addEdge('a', 'child')
      .compile();
    const chunks = await collect(graph.stream({ messages: [] }, { streamMode: 'messages' }));
    return chunks.map(([message, metadata]) => [
      Reflect.get(message, 'content'),
      metadata.langgraph_node,
      metadata.langgraph_step,
    ]);
  });

  same('a run whose chunks nobody reads goes on', async (lg) => {
    const graph = nested(lg);
    const chunks = await graph.stream({ log: 'in' }, thread);
    for await (const _ of chunks) break;
    await expect.poll(async () => (await graph.getState(thread)).next).toEqual([]);
    return (await graph.getState(thread)).values;
  });

  same('an error ends the stream after what was told before', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addNode('b', () => {
        throw new Error('boom');
      })
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile();
    const told: unknown[] = [];
    try {
      for await (const chunk of await graph.stream({})) told.push(chunk);
    } catch (error) {
      told.push((error as Error).message);
    }
    return told;
  });
});
