import { HumanMessage } from '@langchain/core/messages';
import { expect, test } from 'vitest';
import { GrowingList } from './growing-list';
import { HeldList } from './held-list';
import { hasMessage, hasOnlyMessages } from './message-index';
import { messagesStateReducer } from './messages-reducer';

const held = (...items: unknown[]) => HeldList.of({ list: GrowingList.of(items), copy: (copied) => copied });
const plain = messagesStateReducer([], [{ type: 'human', content: 'hi', id: 'plain' }]);
const foreign = new HumanMessage({ content: 'hi', id: 'foreign' });
const bare = { type: 'human', content: 'hi', id: 'bare' };

test.each([
  ['what the reducer has made', plain, true],
  ["LangChain's own", [...plain, foreign], false],
  ['one that lacks fields', [...plain, bare], false],
  ['what is no message', [...plain, 5], false],
])('of %s it is known whether all are messages in its form', (_what, items, expected) => {
  expect(hasOnlyMessages(held(...items))).toBe(expected);
});

test('a message is found by its id, whatever form it has', () => {
  const list = held(...plain, bare, { id: 'no message' }, 5);

  expect(['plain', 'bare', 'no message', 'unknown'].filter((id) => hasMessage(list, id))).toEqual(['plain', 'bare']);
});
