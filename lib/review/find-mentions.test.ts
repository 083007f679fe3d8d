import { describe, expect, it } from 'vitest';
import { findMentions, mentionTypedAt, namesFor } from './find-mentions';

const names = ['Ada', 'Ada Lovelace', 'Grace'];

describe('mentions', () => {
  it.each([
    ['@Ada, look', ['Ada']],
    ['ask @ada lovelace or (@Grace)', ['Ada Lovelace', 'Grace']],
    ['@Adam and mail@Grace and @Graces', []],
    ['@Ada@Grace', ['Ada']],
    ['@', []],
  ])('in %j are %j', (text, found) => {
    expect(findMentions(text, names).map(({ name }) => name)).toEqual(found);
  });

  it('are where they stand', () => {
    expect(findMentions('so @Ada', names)).toEqual([{ start: 3, end: 7, name: 'Ada' }]);
  });
});

describe('a mention that is typed', () => {
  it.each([
    ['@', { start: 0, query: '' }],
    ['so @Ad', { start: 3, query: 'Ad' }],
    ['@Ada L', { start: 0, query: 'Ada L' }],
    ['(@g', { start: 1, query: 'g' }],
    ['mail@x', null],
    ['@Ada Lovelace says', null],
    ['so', null],
  ])('at the end of %j is %j', (text, typed) => expect(mentionTypedAt(text, text.length)).toEqual(typed));

  it('is completed by names of which a word begins so', () => {
    expect(namesFor('love', names)).toEqual(['Ada Lovelace']);
    expect(namesFor('', names)).toEqual(names);
    expect(namesFor('ada l', names)).toEqual(['Ada Lovelace']);
    expect(namesFor('da', names)).toEqual([]);
  });
});
