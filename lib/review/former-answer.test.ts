import { describe, expect, test } from 'vitest';
import { InvalidResumeError } from '#lib/engine/errors';
import { errorsIn, errorsOfRefusal, isRepeat } from './former-answer';

const age = 'What is your age?';

describe('isRepeat', () => {
  test.each([
    ['asks it in the same words', age, -20, age],
    ['repeats the sentence', age, -20, `'-20 is not a valid age. ${age}`],
    [
      'repeats the last sentence of two',
      `'-20 is not a valid age. ${age}`,
      { a: 1 },
      `'{"a":1} is not a valid age. ${age}`,
    ],
    ['quotes the answer and refuses it', 'Your e-mail, please', 'ada@', "'ada@' is not a valid e-mail, try again"],
    ['quotes an object and refuses it', 'How much?', { sum: 0 }, '{"sum":0} is not enough'],
    ['quotes an answer without the blanks around it', 'Your e-mail, please', ' ada@ ', "'ada@' is not an address"],
    ['brings an error', { question: 'How many?' }, 0, { question: 'Once more', error: 'At least one.' }],
    ['brings errors by field', { title: 'Plan' }, {}, { title: 'Plan it', errors: { seats: 'Too few.' } }],
  ])('a question that %s is the same again', (...[, before, answer, now]) => {
    const former = { value: before, answer, responseSchema: null };

    expect(isRepeat(former, { value: now, responseSchema: null })).toBe(true);
  });

  test.each([
    ['is about something else', 'What is your name?', 'Ada', age],
    ['quotes the answer without refusing it', 'What is your name?', 'Ada', 'How old are you, Ada?'],
    ['has no words', { a: 1 }, 1, { b: 2 }],
  ])('a question that %s is another one', (...[, before, answer, now]) => {
    const former = { value: before, answer, responseSchema: null };

    expect(isRepeat(former, { value: now, responseSchema: null })).toBe(false);
  });

  test('a question that wants an answer of another shape is another one', () => {
    const former = { value: age, answer: 1, responseSchema: { type: 'number' } };

    expect(isRepeat(former, { value: age, responseSchema: { type: 'string' } })).toBe(false);
  });
});

describe('errorsIn', () => {
  test.each([
    [{ error: 'No.' }, [{ path: [], message: 'No.' }]],
    [{ errors: ['No.'] }, [{ path: [], message: 'No.' }]],
    [{ errors: [{ path: ['a', 0], message: 'No.' }] }, [{ path: ['a', 0], message: 'No.' }]],
    [{ errors: [{ field: 'a', message: 'No.' }] }, [{ path: ['a'], message: 'No.' }]],
    [
      { errors: { a: ['No.', 'Never.'] } },
      [
        { path: ['a'], message: 'No.' },
        { path: ['a'], message: 'Never.' },
      ],
    ],
    [{ errors: [] }, []],
    ['No error.', []],
  ])('reads %j', (value, errors) => {
    expect(errorsIn(value)).toEqual(errors);
  });
});

test("the engine's refusal names its fields", () => {
  const { message } = new InvalidResumeError('abc', [
    { path: ['lines', 0, 'amount'], message: 'Too much: 5 at most' },
    { path: [], message: 'Say who pays' },
  ]);

  expect(errorsOfRefusal(message)).toEqual([
    { path: ['lines', '0', 'amount'], message: 'Too much: 5 at most' },
    { path: [], message: 'Say who pays' },
  ]);
  expect(errorsOfRefusal('boom')).toEqual([{ path: [], message: 'boom' }]);
});
