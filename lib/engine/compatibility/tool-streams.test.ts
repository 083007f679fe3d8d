import { AIMessage } from '@langchain/core/messages';
import { tool as langChainTool } from '@langchain/core/tools';
import * as theirPrebuilt from '@langchain/langgraph/prebuilt';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Engine, same, thread } from '#lib/testing/both-engines';
import * as ours from '../index';
import * as ourPrebuilt from '../prebuilt/index';

const prebuiltOf = (lg: Engine): typeof ourPrebuilt =>
  lg === ours ? ourPrebuilt : (theirPrebuilt as unknown as typeof ourPrebuilt); // the claim that these tests are about

const Numbers = z.object({ a: z.number(), b: z.number() });
const add = langChainTool(async ({ a, b }: { a: number; b: number }) => a + b, { name: 'add', schema: Numbers });
const fails = langChainTool(async () => Promise.reject(new Error('no')), { name: 'fails', schema: z.object({}) });
const counts = langChainTool(
  async function* ({ a }: { a: number }) {
    for (let i = 0; i < a; i++) yield { at: i };
    return 'done';
  } as never, // a tool may be such a function; its type does not say so
  { name: 'counts', schema: z.object({ a: z.number() }) },
) as unknown as typeof add;

type Call = [name: string, args: Record<string, unknown>];

const calling = (...calls: Call[]) =>
  new AIMessage({ content: '', tool_calls: calls.map(([name, args], i) => ({ id: `c${i}`, name, args })) });

function graphWith(lg: Engine, tools: readonly unknown[], { isNested = false } = {}) {
  const node = new (prebuiltOf(lg).ToolNode)(tools as never);
  const inner = new lg.StateGraph(lg.MessagesAnnotation)
    .addNode('tools', node as never)
    .addEdge(lg.START, 'tools')
    .compile();
  if (!isNested) return inner;
  return new lg.StateGraph(lg.MessagesAnnotation).addNode('child', inner).addEdge(lg.START, 'child').compile();
}

/** The chunks, with what they hold as plain data, and with the names of their namespaces. */
async function told(graph: ReturnType<typeof graphWith>, calls: Call[], options = {}) {
  const chunks: unknown[] = [];
  const input = { messages: [calling(...calls)] } as never;
  for await (const chunk of await graph.stream(input, { streamMode: 'tools', ...options } as never)) {
    chunks.push(plain(chunk));
  }
  return chunks;
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return { thrown: value.message };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string') return value.replace(/:[0-9a-f-]{36}/g, '');
  if (typeof value !== 'object' || value === null) return value;
  if ('tool_call_id' in value) {
    const { content, tool_call_id: id, name, status } = value as Record<string, unknown>;
    return { message: content, id, name, status };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

describe('tools in stream mode `tools`', () => {
  same('are told when they start, end and fail', async (lg) =>
    told(graphWith(lg, [add, fails]), [
      ['add', { a: 1, b: 2 }],
      ['fails', {}],
    ]),
  );
  same('are told what they yield on their way', async (lg) => told(graphWith(lg, [counts]), [['counts', { a: 2 }]]));
  same('are told from nested graphs, with or without their namespaces', async (lg) => {
    const graph = graphWith(lg, [add], { isNested: true });
    const call: Call = ['add', { a: 1, b: 2 }];
    return [
      await told(graph, [call]),
      await told(graph, [call], { subgraphs: true }),
      await told(graph, [call], { streamMode: ['tools', 'custom'] }),
    ];
  });
  same('are told when a node calls them itself', async (lg) => {
    const graph = new lg.StateGraph(lg.MessagesAnnotation)
      .addNode('direct', async (_: unknown, config: object) => {
        await add.invoke({ a: 1, b: 2 }, config as never);
        return {};
      })
      .addEdge(lg.START, 'direct')
      .compile();
    return told(graph as never, []);
  });
  same('are told beside the tokens of models', async (lg) =>
    told(graphWith(lg, [add]), [['add', { a: 1, b: 2 }]], { streamMode: ['tools', 'messages'] }).then((chunks) =>
      chunks.filter((chunk) => Array.isArray(chunk) && chunk[0] === 'tools'),
    ),
  );
  same('are not told in other modes', async (lg) =>
    told(graphWith(lg, [add]), [['add', { a: 1, b: 2 }]], { streamMode: ['custom'] }),
  );
});

describe("the engine's own tools in stream mode `tools`", () => {
  const { tool, ToolNode } = ourPrebuilt;
  const graphOf = (...tools: ourPrebuilt.Tool[]) =>
    new ours.StateGraph(ours.MessagesAnnotation)
      .addNode('tools', new ToolNode(tools))
      .addEdge(ours.START, 'tools')
      .compile({ checkpointer: new ours.MemorySaver() });

  async function chunksOf(graph: ReturnType<typeof graphOf>, input: unknown) {
    const chunks: unknown[] = [];
    for await (const chunk of await graph.stream(input as never, { streamMode: 'tools', ...thread })) {
      chunks.push(plain(chunk));
    }
    return chunks;
  }

  test('are told as those of LangChain are', async () => {
    const own = [
      tool(async ({ a, b }: { a: number; b: number }) => a + b, { name: 'add', schema: Numbers }),
      tool(async () => Promise.reject(new Error('no')), { name: 'fails' }),
      tool(
        async function* ({ a }: { a: number }) {
          for (let i = 0; i < a; i++) yield { at: i };
          return 'done';
        },
        { name: 'counts' },
      ),
    ];
    const calls: Call[] = [
      ['add', { a: 1, b: 2 }],
      ['fails', {}],
      ['counts', { a: 2 }],
    ];
    const sorted = (chunks: unknown[]) => chunks.map((chunk) => JSON.stringify(chunk)).sort();

    const our = await chunksOf(graphOf(...own), { messages: [calling(...calls)] });

    expect(sorted(our)).toEqual(sorted(await told(graphWith(ours, [add, fails, counts]), calls)));
    expect(our).toHaveLength(8);
  });

  test('are told to stop at a question, and to start again with its answer', async () => {
    const asks = tool(async () => ours.interrupt('really?'), { name: 'asks' });
    const graph = graphOf(asks);
    const start = { event: 'on_tool_start', toolCallId: 'c0', name: 'asks', input: '{}' };

    expect(await chunksOf(graph, { messages: [calling(['asks', {}])] })).toMatchObject([
      start,
      { event: 'on_tool_error', toolCallId: 'c0', name: 'asks' },
    ]);
    expect(await chunksOf(graph, new ours.Command({ resume: 'yes' }))).toMatchObject([
      start,
      { event: 'on_tool_end', toolCallId: 'c0', name: 'asks', output: { message: 'yes', status: 'success' } },
    ]);
  });
});
