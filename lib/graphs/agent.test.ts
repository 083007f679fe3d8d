import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIG_KEY_CHECKPOINTER, MemorySaver } from '#lib/engine';
import { openAiServer } from '#lib/testing/openai-server';
import { agent } from './agent';
import { SEARCH_TOOL } from './agent/search-tool';

const onNewThread = (pace = 0) => ({
  configurable: { thread_id: crypto.randomUUID(), pace, [CONFIG_KEY_CHECKPOINTER]: new MemorySaver() },
});
const says = (content: string) => ({ messages: [{ role: 'user', content }] });

/** Lets time pass as fast as the code under test can follow, so that durations are those it asks for, on any machine. */
function passTime() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  let isOver = false;
  const passing = (async () => {
    while (!isOver) await vi.advanceTimersByTimeAsync(5);
  })();
  return {
    async stop() {
      isOver = true;
      await passing;
      vi.useRealTimers();
    },
  };
}

/** The thread after a turn that was stopped between a tool call and its result. */
async function leaveCallDangling(config: ReturnType<typeof onNewThread>, id: string) {
  const call = { id, name: SEARCH_TOOL, args: { query: 'weather in sf' }, type: 'tool_call' };
  const messages = [
    { type: 'human', content: 'sf?' },
    { type: 'ai', content: '', tool_calls: [call] },
  ];
  await agent.updateState(config, { messages }, 'agent');
}

beforeEach(() => {
  vi.stubEnv('OPENAI_API_KEY', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the agent graph with its scripted model', () => {
  it('answers with the messages that the double-texting guides print', async () => {
    const { messages } = await agent.invoke(says("what's the weather in sf?"), onNewThread());

    const [human, call, result, answer] = messages;
    const id = call?.tool_calls?.[0]?.id;
    expect(messages).toHaveLength(4);
    expect(human).toMatchObject({ type: 'human', content: "what's the weather in sf?" });
    expect(call).toMatchObject({
      type: 'ai',
      content: [{ id, input: { query: 'weather in san francisco' }, name: SEARCH_TOOL, type: 'tool_use' }],
      tool_calls: [{ id, name: SEARCH_TOOL, args: { query: 'weather in san francisco' }, type: 'tool_call' }],
    });
    expect(id).toMatch(/^toolu_/);
    expect(result).toMatchObject({ type: 'tool', name: SEARCH_TOOL, tool_call_id: id });
    expect(JSON.parse(String(result?.content))).toEqual([
      { url: expect.stringContaining('wunderground'), content: expect.stringMatching(/64F.*Sample data/) },
    ]);
    expect(answer).toMatchObject({ type: 'ai', content: expect.stringContaining('San Francisco'), tool_calls: [] });
  });

  it('streams the answer as chunks of the message it returns', async () => {
    const chunks: { type?: unknown; id?: unknown; content?: unknown }[] = [];
    const config = onNewThread();

    for await (const [message] of await agent.stream(says('weather in nyc?'), { ...config, streamMode: 'messages' })) {
      chunks.push(message);
    }

    const { messages } = (await agent.getState(config)).values;
    const answer = messages.at(-1);
    const words = chunks.filter((chunk) => chunk.id === answer?.id && chunk.type === 'AIMessageChunk');
    expect(words.length).toBeGreaterThan(10);
    expect(words.map((chunk) => chunk.content).join('')).toBe(answer?.content);
  });

  it('takes the time of a real model for a turn: four to six seconds', async () => {
    const passing = passTime();
    const startedAt = performance.now();

    await agent.invoke(says("what's the weather in sf?"), onNewThread(1));

    const turnMs = performance.now() - startedAt;
    await passing.stop();
    expect(turnMs).toBeGreaterThan(4000);
    expect(turnMs).toBeLessThan(6000);
  });

  it('stores its tool call and the result early in its turn, and stops when told to', async () => {
    const passing = passTime();
    const config = onNewThread(1);
    const stop = new AbortController();
    const startedAt = performance.now();
    let toolResultAfterMs = Number.NaN;

    const turn = async () => {
      const options = { ...config, signal: stop.signal, streamMode: ['updates', 'messages'] as const };
      for await (const [mode, chunk] of await agent.stream(says('weather in sf?'), options)) {
        const isToolResult = mode === 'updates' && typeof chunk === 'object' && chunk !== null && 'tools' in chunk;
        if (isToolResult) toolResultAfterMs = performance.now() - startedAt;
        const isWord = mode === 'messages' && Array.isArray(chunk) && chunk[0].type === 'AIMessageChunk';
        if (isWord && toolResultAfterMs > 0) stop.abort(new Error('superseded'));
      }
    };
    await expect(turn()).rejects.toThrow('superseded');
    await passing.stop();

    const { values, next } = await agent.getState(config);
    expect(toolResultAfterMs).toBeGreaterThan(500);
    expect(toolResultAfterMs).toBeLessThan(1500);
    expect(values.messages.map((message) => message.type)).toEqual(['human', 'ai', 'tool']);
    expect(next).toEqual(['agent']);
  });

  it('goes on after a turn that was stopped between a tool call and its result', async () => {
    const config = onNewThread();
    await leaveCallDangling(config, 'toolu_1');

    const { messages } = await agent.invoke(says('weather in nyc?'), config);

    expect(messages.map((message) => message.type)).toEqual(['human', 'ai', 'human', 'ai', 'tool', 'ai']);
    expect(messages.at(-1)?.content).toContain('New York');
  });

  it('says what to send when there is no message', async () => {
    await expect(agent.invoke({ messages: [] }, onNewThread())).rejects.toThrow('no message to answer');
  });

  it('refuses a pace that is no number', async () => {
    const config = onNewThread();

    const turn = agent.invoke(says('hello'), { configurable: { ...config.configurable, pace: 'slow' } });

    await expect(turn).rejects.toThrow('pace is "slow"');
  });
});

describe('the agent graph with a provider', () => {
  let provider: Awaited<ReturnType<typeof openAiServer>>;

  beforeEach(async () => {
    provider = await openAiServer('Sunny in NYC.');
    vi.stubEnv('OPENAI_API_KEY', 'key');
    vi.stubEnv('OPENAI_BASE_URL', provider.url);
    vi.stubEnv('HOLDPOINT_MODEL', 'some-model');
  });
  afterEach(() => provider.close());

  it('sends it a valid history after an interrupted turn', async () => {
    const config = onNewThread();
    await leaveCallDangling(config, 'call_1');

    const { messages } = await agent.invoke(says('weather in nyc?'), config);

    expect(messages.at(-1)).toMatchObject({ type: 'ai', content: 'Sunny in NYC.' });
    const [request] = provider.requests;
    expect(request?.model).toBe('some-model');
    expect(request?.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'tool', 'user']);
    expect(request?.messages[3]).toMatchObject({
      tool_call_id: 'call_1',
      content: expect.stringContaining('Cancelled'),
    });
  });
});
