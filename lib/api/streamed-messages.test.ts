import { describe, expect, it } from 'vitest';
import { StreamedMessages } from './streamed-messages';

const metadata = { langgraph_node: 'model', langgraph_step: 1 };

function chunk(content: unknown, more: Record<string, unknown> = {}) {
  return [{ type: 'AIMessageChunk', id: 'm1', content, ...more }, metadata];
}

describe('StreamedMessages', () => {
  it('names the metadata of a message once, before its first part', () => {
    const messages = new StreamedMessages();

    const first = messages.add(chunk('It'));
    const second = messages.add(chunk(' rains'));

    expect(first.map(({ event }) => event)).toEqual(['messages/metadata', 'messages/partial']);
    expect(first[0]?.data).toEqual({ m1: { metadata } });
    expect(second.map(({ event }) => event)).toEqual(['messages/partial']);
  });

  it('sends the message as far as it has come', () => {
    const messages = new StreamedMessages();
    messages.add(chunk('It'));

    const [part] = messages.add(chunk(' rains'));

    expect(part?.data).toMatchObject([{ type: 'ai', id: 'm1', content: 'It rains' }]);
  });

  it('joins text and blocks of content', () => {
    const messages = new StreamedMessages();
    messages.add(chunk('It'));

    const [part] = messages.add(chunk([{ type: 'image', url: 'x' }]));

    expect(part?.data).toMatchObject([
      {
        content: [
          { type: 'text', text: 'It' },
          { type: 'image', url: 'x' },
        ],
      },
    ]);
  });

  it('puts tool calls together from their pieces', () => {
    const messages = new StreamedMessages();
    messages.add(chunk('', { tool_call_chunks: [{ index: 0, id: 'c1', name: 'search', args: '{"city":' }] }));

    const unfinished = messages.add(chunk('', { tool_call_chunks: [{ index: 1, id: 'c2', name: 'other', args: '' }] }));
    const finished = messages.add(chunk('', { tool_call_chunks: [{ index: 0, args: '"sf"}' }] }));

    expect(unfinished[0]?.data).toMatchObject([
      {
        tool_calls: [
          { id: 'c1', name: 'search', args: {} },
          { id: 'c2', name: 'other', args: {} },
        ],
      },
    ]);
    expect(finished[0]?.data).toMatchObject([{ tool_calls: [{ id: 'c1', args: { city: 'sf' } }, { id: 'c2' }] }]);
  });

  it('completes a streamed message when its node has finished, once', () => {
    const messages = new StreamedMessages();
    messages.add(chunk('It rains'));

    const other = messages.finishNodes({ tools: {} });
    const done = messages.finishNodes({ model: { messages: [] } });
    const again = messages.finishNodes({ model: { messages: [] } });

    expect(other).toEqual([]);
    expect(done).toMatchObject([{ event: 'messages/complete', data: [{ content: 'It rains' }] }]);
    expect(again).toEqual([]);
  });

  it('completes a message in the form the node gave it in the end', () => {
    const messages = new StreamedMessages();
    messages.add(chunk('It rains'));
    const whole = { type: 'ai', id: 'm1', content: [{ type: 'text', text: 'It rains' }] };

    const [complete] = messages.finishNodes({ model: { messages: [whole] } });

    expect(complete?.data).toEqual([whole]);
  });

  it('sends a message that comes as a whole as complete', () => {
    const messages = new StreamedMessages();

    const events = messages.add([{ type: 'tool', id: 't1', content: 'Sunny' }, metadata]);

    expect(events).toEqual([
      { event: 'messages/metadata', data: { t1: { metadata } } },
      { event: 'messages/complete', data: [{ type: 'tool', id: 't1', content: 'Sunny' }] },
    ]);
  });

  it('ignores what is not a message', () => {
    const messages = new StreamedMessages();

    expect([null, 'x', [], [{ content: 'no id' }, {}]].flatMap((data) => messages.add(data))).toEqual([]);
    expect(messages.finishNodes(null)).toEqual([]);
  });
});
