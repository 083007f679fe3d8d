import { AIMessage, HumanMessage } from '@langchain/core/messages';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesStateReducer, REMOVE_ALL_MESSAGES, RemoveMessage } from './index';

const human = (id: string, content = id) => ({ type: 'human', id, content });
const remove = (id: string) => new RemoveMessage({ id });
const contentsOf = (messages: { content: unknown }[]) => messages.map(({ content }) => content);

test.each<[string, unknown, object]>([
  ['a text', 'hi', { type: 'human', content: 'hi' }],
  ['a pair', ['assistant', 'hi'], { type: 'ai', content: 'hi' }],
  ['a role', { role: 'user', content: 'hi' }, { type: 'human', content: 'hi' }],
  ['a developer', { role: 'developer', content: 'hi' }, { type: 'system', content: 'hi' }],
  ['a type', { type: 'system', content: 'hi' }, { type: 'system', content: 'hi' }],
  ['a tool message', { role: 'tool', tool_call_id: 'c', content: 'hi' }, { type: 'tool', tool_call_id: 'c' }],
  [
    'content blocks',
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    { content: [{ type: 'text', text: 'hi' }] },
  ],
  ['a LangChain message', new HumanMessage({ content: 'hi', id: 'x' }), { type: 'human', content: 'hi', id: 'x' }],
  [
    'a LangChain message with tool calls',
    new AIMessage({ content: '', tool_calls: [{ id: 'c', name: 'search', args: { q: 1 } }] }),
    { type: 'ai', tool_calls: [{ id: 'c', name: 'search', args: { q: 1 }, type: 'tool_call' }] },
  ],
  [
    'tool calls in the form of OpenAI',
    { role: 'assistant', content: null, tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{"a":1}' } }] },
    { type: 'ai', content: '', tool_calls: [{ id: 'c', name: 'f', args: { a: 1 }, type: 'tool_call' }] },
  ],
  [
    'a serialised message',
    { lc: 1, type: 'constructor', id: ['langchain_core', 'messages', 'AIMessage'], kwargs: { content: 'hi', id: 'x' } },
    { type: 'ai', content: 'hi', id: 'x' },
  ],
])('%s becomes a plain message', (_name, like, message) => {
  const [coerced] = messagesStateReducer([], [like as object]);

  expect(coerced).toMatchObject({ additional_kwargs: {}, response_metadata: {}, ...message });
  expect(coerced?.id).toEqual(expect.any(String));
  expect(Object.getPrototypeOf(coerced)).toBe(Object.prototype);
});

test.each(['human', 'system', 'tool', 'ai'])(
  'of a message of type %s only that of a model says which tools it calls',
  (type) => {
    const [coerced] = messagesStateReducer([], [{ type, content: 'hi', tool_call_id: 'c' }]);

    expect(Object.keys(coerced ?? {}).filter((key) => key.endsWith('tool_calls'))).toEqual(
      type === 'ai' ? ['tool_calls', 'invalid_tool_calls'] : [],
    );
  },
);

test.each<[string, unknown]>([
  ['null', null],
  ['a number', 5],
  ['an unknown role', { role: 'wizard', content: 'hi' }],
  ['a missing role', { content: 'hi' }],
  ['a name of every object', { role: 'constructor', content: 'hi' }],
  ['a tool message without its call', { role: 'tool', content: 'hi' }],
  [
    'broken arguments',
    { role: 'assistant', content: '', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{' } }] },
  ],
])('%s is refused', (_name, like) => {
  expect(() => messagesStateReducer([], [like as object])).toThrow(
    expect.objectContaining({ lc_error_code: 'INVALID_MESSAGE' }),
  );
});

test.each<[string, unknown, string[]]>([
  ['new messages are added', [human('b')], ['a', 'b']],
  ['a known id replaces in place', [human('a', 'new')], ['new']],
  ['of two with one id the last counts', [human('b', '1'), human('b', '2')], ['a', '2']],
  ['a removed one is gone', [remove('a')], []],
  ['removed and added again stays in place', [remove('a'), human('a', 'again')], ['again']],
  ['added and removed is gone', [human('b'), remove('b')], ['a']],
  ['everything before a removal of all is gone', [human('b'), remove(REMOVE_ALL_MESSAGES), human('c')], ['c']],
  ['a bare pair of texts is two messages', ['user', 'hi'], ['a', 'user', 'hi']],
])('%s', (_name, update, contents) => {
  expect(contentsOf(messagesStateReducer([human('a')], update as object))).toEqual(contents);
});

test('an unknown message cannot be removed', () => {
  expect(() => messagesStateReducer([human('a')], remove('b'))).toThrow('no message with id b');
});

test('what goes in is not changed, and a message that has its form already is kept as it is', () => {
  const given = { role: 'user', content: 'hi' };
  const [first] = messagesStateReducer([], given);

  expect(given).toEqual({ role: 'user', content: 'hi' });
  expect(messagesStateReducer(first ? [first] : [], 'next')[0]).toBe(first);
});

test('lists that go on from one another, in branches, are merged as if each stood alone', () => {
  const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 3 });
  const step = fc.record({ from: fc.nat(), ids, isRemoval: fc.integer({ max: 4, min: 0 }).map((n) => n === 0) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20, size: 'max' }), (steps) => {
      const lists: ReturnType<typeof messagesStateReducer>[] = [[]];
      for (const [n, { from, ids, isRemoval }] of steps.entries()) {
        const list = lists[from % lists.length] ?? [];
        const known = ids.filter((id) => list.some((message) => message.id === id));
        const update = isRemoval ? known.map(remove) : ids.map((id) => human(id, `${id}${n}`));

        const merged = messagesStateReducer(list, update);

        // A copy is a list that the reducer has not seen.
        expect(merged).toEqual(messagesStateReducer(structuredClone(list), update));
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
        lists.push(merged);
      }
    }),
  );
});
