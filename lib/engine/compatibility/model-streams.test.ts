import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import { FakeListChatModel, FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { describe, expect, test } from 'vitest';
import { type Engine, same } from '#lib/testing/both-engines';
import * as ours from '../index';

interface Answering {
  invoke(messages: string, config: never): Promise<BaseMessage>;
}

/** A graph whose node asks a model; in a graph of its own, if it is nested. */
function asking(lg: Engine, model: Answering, { isNested = false, tags = [] as string[], keeps = true } = {}) {
  const node = async (_: unknown, config: object) => {
    const answer = await model.invoke('Hello', { ...config, ...(tags.length > 0 && { tags }) } as never);
    return keeps ? { messages: [answer] } : {};
  };
  const inner = new lg.StateGraph(lg.MessagesAnnotation).addNode('model', node).addEdge(lg.START, 'model').compile();
  if (!isNested) return inner;
  return new lg.StateGraph(lg.MessagesAnnotation).addNode('child', inner).addEdge(lg.START, 'child').compile();
}

/** What a screen that writes along needs: the texts, by message, and where they come from. */
async function told(graph: ReturnType<typeof asking>, options = {}) {
  const chunks: unknown[] = [];
  const names = new Map<string, number>();
  for await (const chunk of await graph.stream({ messages: [] }, { streamMode: 'messages', ...options })) {
    const [message, metadata] = chunk as unknown as [BaseMessage, Record<string, unknown>];
    const name = names.get(message.id ?? '') ?? names.size;
    names.set(message.id ?? '', name);
    chunks.push([name, message.content, metadata.langgraph_node, metadata.langgraph_step, metadata.ls_model_type]);
  }
  return chunks;
}

const list = (responses: string[]) => new FakeListChatModel({ responses });
const whole = () => new FakeStreamingChatModel({ responses: [new AIMessage({ content: 'all', id: 'm1' })] });

describe('a chat model that a node calls with its config', () => {
  same('is streamed token by token, and its message is not told again', async (lg) =>
    told(asking(lg, list(['Hi you']))),
  );
  same('is streamed from a nested graph', async (lg) => told(asking(lg, list(['Hi']), { isNested: true })));
  same('is streamed also when the node keeps nothing of it', async (lg) =>
    told(asking(lg, list(['Hi']), { keeps: false })),
  );
  same('is told in one piece if it does not stream', async (lg) => {
    const model = Object.assign(list(['Hi']), { disableStreaming: true });
    return [await told(asking(lg, model)), await told(asking(lg, model, { keeps: false }))];
  });
  same('is told with its own id', async (lg) => {
    const ids: unknown[] = [];
    const stream = await asking(lg, whole()).stream({ messages: [] }, { streamMode: 'messages' });
    for await (const [message] of stream as AsyncIterable<[BaseMessage]>) ids.push(message.id);
    return [...new Set(ids)];
  });
  same('is not streamed with the tag nostream', async (lg) =>
    told(asking(lg, list(['Hi']), { tags: ['nostream'], keeps: false })),
  );

  test('hears of nobody when nobody reads its tokens', async () => {
    const seen: unknown[] = [];
    const model = {
      async invoke(_: string, config: never) {
        seen.push(config);
        return new AIMessage('Hi');
      },
    };

    await asking(ours, model).invoke({ messages: [] });
    for await (const _ of await asking(ours, model).stream({ messages: [] }, { streamMode: 'updates' }));

    for (const config of seen) expect(config).not.toHaveProperty('callbacks');
    expect(seen).toHaveLength(2);
  });
});
