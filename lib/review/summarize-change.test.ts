import { describe, expect, it } from 'vitest';
import { summarizeChange } from './summarize-change';

const human = { type: 'human', id: 'm1', content: 'hi' };
const ai = { type: 'ai', id: 'm2', content: 'hello' };

describe('summarizeChange', () => {
  it.each([
    ['nothing when both are equal', { a: 1 }, { a: 1 }, []],
    ['a key that appears', {}, { age: 25 }, [{ path: ['age'], kind: 'added', after: 25 }]],
    ['a key that changes', { age: 1 }, { age: 2 }, [{ path: ['age'], kind: 'changed', before: 1, after: 2 }]],
    ['a key that goes', { age: 1 }, {}, [{ path: ['age'], kind: 'removed', before: 1 }]],
    [
      'a change deep inside',
      { a: { b: { c: 1 } } },
      { a: { b: { c: null } } },
      [{ path: ['a', 'b', 'c'], kind: 'changed', before: 1, after: null }],
    ],
    [
      'a falsy value as a value',
      { a: true },
      { a: false },
      [{ path: ['a'], kind: 'changed', before: true, after: false }],
    ],
  ])('lists %s', (...[, before, after, expected]) => {
    expect(summarizeChange(before, after)).toEqual(expected);
  });

  it('lists the messages a step appended, not the ones that were there', () => {
    const changes = summarizeChange({ messages: [human] }, { messages: [human, ai] });

    expect(changes).toEqual([{ path: ['messages', 1], kind: 'added', after: ai }]);
  });

  it('lists the first messages of a thread one by one', () => {
    const changes = summarizeChange({}, { messages: [human, ai] });

    expect(changes).toEqual([
      { path: ['messages', 0], kind: 'added', after: human },
      { path: ['messages', 1], kind: 'added', after: ai },
    ]);
  });

  it('knows a message by its id when an earlier one is removed', () => {
    const changes = summarizeChange({ messages: [human, ai] }, { messages: [{ ...ai, content: 'hello!' }] });

    expect(changes).toEqual([
      { path: ['messages', 0], kind: 'removed', before: human },
      { path: ['messages', 0, 'content'], kind: 'changed', before: 'hello', after: 'hello!' },
    ]);
  });

  it('takes a thread without a parent checkpoint as empty', () => {
    expect(summarizeChange(undefined, { a: 1 })).toEqual([{ path: ['a'], kind: 'added', after: 1 }]);
  });
});
