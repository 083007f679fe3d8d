import { expect, it } from 'vitest';
import { GrowingList, HeldList, setValue } from '#lib/engine';
import { lastWords } from './last-words';

const said = (content: unknown) => ({ type: 'human', content });

it('the text of messages is what was said, in blocks too', () => {
  const blocks = [{ type: 'text', text: 'Bern' }, { type: 'image' }];

  expect(lastWords({ messages: [said('to Basel'), said(blocks), { type: 'ai', tool_calls: [] }] })).toBe(
    'to Basel\nBern',
  );
});

it('a state without messages, or with other things of this name, has no words', () => {
  expect(
    [null, 'text', {}, { messages: 'text' }, { messages: [] }, { messages: [1, null, said(' ')] }].map(lastWords),
  ).toEqual(Array.from({ length: 6 }, () => null));
});

it('only the end of what was said is kept', () => {
  const long = 'x'.repeat(10_000);

  expect(lastWords({ messages: [said('first'), said(`${long} end`)] })).toMatch(/^x+ end$/);
  expect(lastWords({ messages: [said(long), said(long)] })).toHaveLength(2_000);
  const many = Array.from({ length: 20 }, (_, n) => said(`n${n}`));
  expect(lastWords({ messages: many })).toBe('n12\nn13\nn14\nn15\nn16\nn17\nn18\nn19');
});

it('what PostgreSQL cannot store as text is left out', () => {
  expect(lastWords({ messages: [said('a\0b \ud83d')] })).toBe('a b \ufffd');
});

it('a long list is looked at without being copied', () => {
  const list = GrowingList.of(Array.from({ length: 5_000 }, (_, n) => said(`n${n}`)));
  const copy = () => {
    throw new Error('copied');
  };
  const values = {};
  setValue(values, 'messages', HeldList.of({ list, copy }));

  expect(lastWords(values)).toMatch(/^n4992\n.*\nn4999$/s);
});
