import { describe, expect, it } from 'vitest';
import { mergeStreamedMessage, type StreamedMessages } from './merge-streamed-message';

const chunk = (id: string, content: unknown, extra = {}) => ({
  event: 'messages',
  data: [{ type: 'AIMessageChunk', id, content, ...extra }, { langgraph_node: 'model' }],
});

function merge(...events: { event: string; data: unknown }[]) {
  return [...events.reduce<StreamedMessages>(mergeStreamedMessage, new Map()).values()];
}

describe('mergeStreamedMessage', () => {
  it('joins the chunks of one message', () => {
    expect(merge(chunk('m1', 'It is '), chunk('m1', 'sunny.'))).toMatchObject([{ id: 'm1', content: 'It is sunny.' }]);
  });

  it('keeps messages apart by id, in the order in which they began', () => {
    expect(merge(chunk('m1', 'a'), chunk('m2', 'b'), chunk('m1', 'c')).map((message) => message.content)).toEqual([
      'ac',
      'b',
    ]);
  });

  it('replaces the chunks by the whole message of the same id', () => {
    const whole = { type: 'ai', id: 'm1', content: 'It is sunny.' };

    expect(merge(chunk('m1', 'It is'), { event: 'messages', data: [whole, {}] })).toEqual([whole]);
    expect(merge(chunk('m1', 'It is'), { event: 'updates', data: { model: { messages: [whole] } } })).toEqual([whole]);
  });

  it('ignores a chunk that comes after the whole message', () => {
    const whole = { type: 'ai', id: 'm1', content: 'It is sunny.' };

    expect(merge({ event: 'updates', data: { model: { messages: [whole] } } }, chunk('m1', 'sunny.'))).toEqual([whole]);
  });

  it('assembles a tool call from its pieces', () => {
    const pieces = [
      { index: 0, id: 'call-1', name: 'get_weather', args: '{"city":' },
      { index: 0, args: '"sf"}' },
    ];

    const messages = merge(...pieces.map((piece) => chunk('m1', '', { tool_call_chunks: [piece] })));

    expect(messages[0]?.tool_calls).toEqual([{ id: 'call-1', name: 'get_weather', args: { city: 'sf' } }]);
  });

  it('shows half-finished arguments as the text they are so far', () => {
    const [message] = merge(chunk('m1', '', { tool_call_chunks: [{ index: 0, id: 'c', name: 'f', args: '{"ci' }] }));

    expect(message?.tool_calls).toEqual([{ id: 'c', name: 'f', args: '{"ci' }]);
  });

  it('joins text with content blocks', () => {
    const [message] = merge(chunk('m1', 'a'), chunk('m1', [{ type: 'text', text: 'b' }]));

    expect(message?.content).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]);
  });

  it.each([
    { event: 'updates', data: { __interrupt__: [{ id: 'i', value: 'x' }] } },
    { event: 'updates', data: { node: null } },
    { event: 'messages', data: [{ content: 'without id' }, {}] },
    { event: 'metadata', data: { run_id: 'r' } },
    { event: 'messages', data: null },
  ])('ignores an event that carries no message: $event $data', (event) => {
    expect(merge(event)).toEqual([]);
  });
});
