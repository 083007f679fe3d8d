import { expect, test } from 'vitest';
import { matchingQuestions, pickedQuestions, type TriagedQuestion } from './triaged-question';

const NOW = new Date('2026-01-30T12:00:00Z');
const QUESTION: TriagedQuestion = { id: 'a', title: 'Pay it?', assignee: null, snoozedUntil: null, expiresAt: null };

test('one that was picked is named, and its change says what was seen', () => {
  expect(pickedQuestions([QUESTION], NOW)).toEqual({
    ids: ['a'],
    name: '“Pay it?”',
    only: QUESTION,
    isAssigned: false,
    isSnoozed: false,
    deadline: null,
    includesOthers: true,
  });
});

test('several have the nearest deadline that lies ahead', () => {
  const passed = { ...QUESTION, id: 'b', expiresAt: '2026-01-30T11:00:00.000Z', assignee: 'Ada' };
  const far = { ...QUESTION, id: 'c', expiresAt: '2026-02-02T11:00:00.000Z' };
  const near = {
    ...QUESTION,
    id: 'd',
    expiresAt: '2026-01-31T11:00:00.000Z',
    snoozedUntil: '2026-01-31T09:00:00.000Z',
  };

  expect(pickedQuestions([passed, far, near], NOW)).toMatchObject({
    name: '3 questions',
    only: null,
    isAssigned: true,
    isSnoozed: true,
    deadline: near.expiresAt,
  });
});

test('of all that match, those of others are there when they are meant', () => {
  const preview = { free: ['a'], ofOthers: ['b'], isCut: false, isAssigned: true, isSnoozed: false, deadline: null };

  expect(matchingQuestions(preview, false)).toMatchObject({ ids: ['a'], name: '1 question', includesOthers: false });
  expect(matchingQuestions(preview, true)).toMatchObject({ ids: ['a', 'b'], name: '2 questions', only: null });
});
