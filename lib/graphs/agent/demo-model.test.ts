import { generateText, type ModelMessage, streamText } from 'ai';
import { describe, expect, it } from 'vitest';
import { demoModel } from './demo-model';
import { SEARCH_TOOL, searchTool } from './search-tool';

const tools = { [SEARCH_TOOL]: searchTool };
const human = (content: string): ModelMessage => ({ role: 'user', content });
const ask = (messages: ModelMessage[]) => generateText({ model: demoModel(0), messages, tools });

const answered = (city: string, content: string): ModelMessage[] => [
  {
    role: 'assistant',
    content: [
      { type: 'tool-call', toolCallId: 'toolu_1', toolName: SEARCH_TOOL, input: { query: `weather in ${city}` } },
    ],
  },
  {
    role: 'tool',
    content: [
      { type: 'tool-result', toolCallId: 'toolu_1', toolName: SEARCH_TOOL, output: { type: 'text', value: content } },
    ],
  },
];

describe('the scripted demo model', () => {
  it('calls the search tool for the city of the last human message', async () => {
    const { toolCalls, text, finishReason } = await ask([
      human("what's the weather in sf?"),
      human("what's the weather in nyc?"),
    ]);

    expect(toolCalls).toMatchObject([{ toolName: SEARCH_TOOL, input: { query: 'weather in new york city' } }]);
    expect(toolCalls[0]?.toolCallId).toMatch(/^toolu_\w{24}$/);
    expect(text).toBe('');
    expect(finishReason).toBe('tool-calls');
  });

  it('answers from the result of its tool call', async () => {
    const result = JSON.stringify([{ url: 'https://example.com', content: 'Bern: high 21F, snow.' }]);

    const { text, toolCalls } = await ask([human('weather in bern?'), ...answered('bern', result)]);

    expect(text).toContain('weather in Bern');
    expect(text).toContain('high 21F, snow');
    expect(toolCalls).toEqual([]);
  });

  it('passes on what a failed tool call says', async () => {
    const { text } = await ask([human('weather in bern?'), ...answered('bern', 'The search is down.')]);

    expect(text).toContain('The search is down.');
  });

  it('does not answer a new message from the result of an older one', async () => {
    const result = JSON.stringify([{ url: 'https://example.com', content: 'Bern: snow.' }]);

    const { toolCalls } = await ask([human('weather in bern?'), ...answered('bern', result), human('and in Paris?')]);

    expect(toolCalls).toMatchObject([{ input: { query: 'weather in paris' } }]);
  });

  it('says what it is when asked for something else', async () => {
    const { text, toolCalls } = await ask([human('write me a poem')]);

    expect(text).toContain('scripted demo model');
    expect(toolCalls).toEqual([]);
  });

  it('asks for the city when none was named', async () => {
    const { text } = await ask([human('what is the weather?')]);

    expect(text).toContain('Which city');
  });

  it('streams its answer word by word', async () => {
    const { textStream, text } = streamText({ model: demoModel(0), messages: [human('hello')], tools });

    const chunks: string[] = [];
    for await (const chunk of textStream) chunks.push(chunk);

    expect(chunks.length).toBeGreaterThan(10);
    expect(chunks.join('')).toBe(await text);
  });

  it('stops in the middle of a pause when its signal is aborted', async () => {
    const stop = new AbortController();
    const { stream } = await demoModel(1000).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }],
      abortSignal: stop.signal,
    });
    const reader = stream.getReader();
    await reader.read();
    const next = reader.read();

    stop.abort(new Error('superseded'));

    await expect(next).rejects.toThrow('superseded');
  });
});
