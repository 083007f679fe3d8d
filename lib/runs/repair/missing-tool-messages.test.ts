import { describe, expect, it } from 'vitest';
import { missingToolMessages, withToolMessages } from './missing-tool-messages';

const human = (id: string) => ({ type: 'human', content: id, id });
const tool = (callId: string) => ({ type: 'tool', content: 'done', tool_call_id: callId, id: `result of ${callId}` });
const asks = (id: string, ...callIds: string[]) => ({
  type: 'ai',
  content: '',
  id,
  tool_calls: callIds.map((callId) => ({ id: callId, name: 'search', args: {}, type: 'tool_call' })),
});
const says = (id: string) => ({ type: 'ai', content: id, id, tool_calls: [] });
const story = (messages: unknown[]) =>
  withToolMessages(messages, missingToolMessages(messages)).map((message) => {
    // Every message above and every one that is added has these.
    const { id, tool_call_id: callId, status } = message as Record<string, string | undefined>;
    return status === 'error' ? `${callId} cancelled` : id;
  });

describe('missingToolMessages', () => {
  it.each([
    ['nothing', [], []],
    ['no calls', [human('h'), says('a')], ['h', 'a']],
    ['an answered call', [human('h'), asks('a', 'x'), tool('x')], ['h', 'a', 'result of x']],
    ['a call at the end', [human('h'), asks('a', 'x')], ['h', 'a', 'x cancelled']],
    ['parallel calls', [asks('a', 'x', 'y')], ['a', 'x cancelled', 'y cancelled']],
    ['calls partly answered', [asks('a', 'x', 'y'), tool('y')], ['a', 'result of y', 'x cancelled']],
    ['a call before a message', [asks('a', 'x'), human('h')], ['a', 'x cancelled', 'h']],
    ['a call before an answer', [asks('a', 'x', 'y'), tool('x'), human('h')], ['a', 'result of x', 'y cancelled', 'h']],
    [
      'several turns',
      [human('h'), asks('a', 'x'), human('i'), asks('b', 'y'), human('j')],
      ['h', 'a', 'x cancelled', 'i', 'b', 'y cancelled', 'j'],
    ],
    [
      'an id used again',
      [asks('a', 'x'), tool('x'), human('h'), asks('b', 'x')],
      ['a', 'result of x', 'h', 'b', 'x cancelled'],
    ],
    [
      'an id answered later only',
      [asks('a', 'x'), human('h'), asks('b', 'x'), tool('x')],
      ['a', 'x cancelled', 'h', 'b', 'result of x'],
    ],
    ['a call without an id', [{ type: 'ai', content: '', id: 'a', tool_calls: [{ name: 'f', args: {} }] }], ['a']],
    ['an answer that came late', [asks('a', 'x'), human('h'), tool('x')], ['a', 'h', 'result of x']],
  ])('completes %s', (_name, messages, expected) => {
    expect(story(messages)).toEqual(expected);
  });

  it('says what was cancelled, and that it was not the graph that said so', () => {
    expect(missingToolMessages([asks('a', 'x')])).toEqual([
      {
        askedAt: 0,
        message: {
          type: 'tool',
          tool_call_id: 'x',
          name: 'search',
          status: 'error',
          content: expect.stringContaining('Cancelled'),
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          additional_kwargs: { holdpoint: { added: 'repair' } },
          response_metadata: {},
        },
      },
    ]);
  });

  it('gives the same gap the same id, and another gap another, even for a call id that is used again', () => {
    const ids = (messages: unknown[]) => missingToolMessages(messages).map(({ message }) => message.id);

    const both = ids([asks('a', 'x'), human('h'), asks('b', 'x')]);

    expect(new Set(both).size).toBe(2);
    expect(ids([says('earlier'), asks('a', 'x')])).toEqual([both[0]]);
  });

  it('reads calls as the provider wrote them, when there are no others', () => {
    const raw = { id: 'x', type: 'function', function: { name: 'search', arguments: '{"q":' } };
    const message = { type: 'ai', content: '', id: 'a', tool_calls: [], additional_kwargs: { tool_calls: [raw] } };

    expect(missingToolMessages([message])).toMatchObject([{ message: { tool_call_id: 'x', name: 'search' } }]);
  });

  it.each([
    ['no list', { type: 'ai' }],
    ['a list of other things', [asks('a', 'x'), 'text']],
    ['a list of types that are no messages', [asks('a', 'x'), { type: 'object', properties: {} }]],
    ["OpenAI's own form", [{ role: 'assistant', content: '', tool_calls: [{ id: 'x', function: { name: 'f' } }] }]],
  ])('leaves %s alone', (_name, value) => {
    expect(missingToolMessages(value)).toEqual([]);
  });
});
