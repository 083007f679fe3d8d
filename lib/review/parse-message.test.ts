import { describe, expect, it } from 'vitest';
import { findUnansweredToolCalls } from './find-unanswered-tool-calls';
import { parseMessage, parseMessages } from './parse-message';

describe('parseMessage', () => {
  it.each([
    ['human', { type: 'human', content: 'hi' }],
    ['human', { role: 'user', content: 'hi' }],
    ['ai', { role: 'assistant', content: 'hi' }],
    ['ai', { type: 'AIMessageChunk', content: 'hi' }],
    ['tool', { type: 'tool', content: 'hi', tool_call_id: 'c' }],
    ['system', { role: 'developer', content: 'hi' }],
  ])('reads a message of type %s', (type, dict) => {
    expect(parseMessage(dict)).toMatchObject({ type, text: 'hi' });
  });

  it('reads the text of content blocks and leaves out what tool_calls repeat', () => {
    const content = [
      { type: 'text', text: 'Let me look.' },
      { type: 'tool_use', id: 'c', name: 'search', input: {} },
      { type: 'image_url' },
    ];

    const message = parseMessage({ type: 'ai', content, tool_calls: [{ id: 'c', name: 'search', args: { q: 'sf' } }] });

    expect(message).toMatchObject({
      text: 'Let me look.',
      otherBlocks: [{ type: 'image_url' }],
      toolCalls: [{ id: 'c', name: 'search', args: { q: 'sf' } }],
    });
  });

  it.each([[null], ['text'], [{ content: 'no type' }], [{ type: 'object', properties: {} }]])('refuses %j', (value) => {
    expect(parseMessage(value)).toBeNull();
  });

  it('takes a list as messages only when every item is one', () => {
    expect(parseMessages([{ type: 'human', content: 'hi' }, 3])).toBeNull();
    expect(parseMessages([])).toEqual([]);
  });
});

describe('findUnansweredToolCalls', () => {
  it('finds the calls that no tool message answers', () => {
    const messages = parseMessages([
      {
        type: 'ai',
        content: '',
        tool_calls: [
          { id: 'a', name: 'f', args: {} },
          { id: 'b', name: 'f', args: {} },
        ],
      },
      { type: 'tool', content: 'done', tool_call_id: 'a' },
      { type: 'human', content: 'again' },
    ]);

    expect([...findUnansweredToolCalls(messages ?? [])]).toEqual(['b']);
  });
});
