import { describe, expect, it } from 'vitest';
import { missingToolMessages } from '#lib/runs/repair/missing-tool-messages';
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

  it('tells a message that was added as a repair from those of the graph', () => {
    const [repair] = missingToolMessages([{ type: 'ai', content: '', tool_calls: [{ id: 'c', name: 'f', args: {} }] }]);

    expect(parseMessage(repair?.message)).toMatchObject({
      type: 'tool',
      toolCallId: 'c',
      isError: true,
      isRepair: true,
    });
    expect(parseMessage({ type: 'tool', content: 'no', tool_call_id: 'c', status: 'error' })?.isRepair).toBe(false);
  });

  it('takes a list as messages only when every item is one', () => {
    expect(parseMessages([{ type: 'human', content: 'hi' }, 3])).toBeNull();
    expect(parseMessages([])).toEqual([]);
  });
});
