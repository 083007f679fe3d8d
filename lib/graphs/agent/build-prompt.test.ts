import { describe, expect, it } from 'vitest';
import type { Message } from '#lib/engine';
import { buildPrompt } from './build-prompt';

const human = (content: string): Message => ({ type: 'human', content });
const call = (id: string): Message => ({
  type: 'ai',
  content: [{ id, input: { query: 'weather in bern' }, name: 'search', type: 'tool_use' }],
  tool_calls: [{ id, name: 'search', args: { query: 'weather in bern' }, type: 'tool_call' }],
});
const result = (id: string, content: string): Message => ({
  type: 'tool',
  tool_call_id: id,
  name: 'search',
  content,
});

const roles = (messages: Message[]) => buildPrompt(messages).map((message) => message.role);

describe('buildPrompt', () => {
  it('gives a tool call that was never answered a cancelled result', () => {
    const prompt = buildPrompt([human('sf?'), call('a'), human('nyc?')]);

    expect(prompt.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'user']);
    expect(prompt[2]?.content).toMatchObject([
      { toolCallId: 'a', output: { type: 'error-text', value: expect.stringContaining('Cancelled') } },
    ]);
  });

  it('puts a result directly behind its call', () => {
    const prompt = buildPrompt([human('sf?'), call('a'), human('nyc?'), result('a', 'sunny')]);

    expect(prompt.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'user']);
    expect(prompt[2]?.content).toMatchObject([{ toolCallId: 'a', output: { type: 'text', value: 'sunny' } }]);
  });

  it('leaves out a result whose call is gone', () => {
    expect(roles([human('sf?'), result('gone', 'sunny'), human('nyc?')])).toEqual(['user', 'user']);
  });

  it('reads the text of content blocks', () => {
    const blocks = [
      { type: 'text', text: 'hello ' },
      { type: 'image_url', image_url: {} },
      { type: 'text', text: 'there' },
    ];

    expect(buildPrompt([{ type: 'human', content: blocks }])).toEqual([{ role: 'user', content: 'hello there' }]);
  });
});
