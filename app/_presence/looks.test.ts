import { expect, it } from 'vitest';
import type { LookMessage } from '#lib/review/live-message';
import { describeLooks, FORGET_MS, forgetSilent, hearLook, type Looks, namesOf } from './looks';

const look = (tab: string, by: string, here = true): LookMessage => ({ k: 'look', i: 'q', tab, by, here });
const heard = (...messages: LookMessage[]): Looks =>
  messages.reduce<Looks>((looks, message, place) => hearLook(looks, message, place), new Map());

it('who looks is known, once however many tabs they have', () => {
  expect(namesOf(heard(look('1', 'Ada'), look('2', 'Grace'), look('3', 'Ada')))).toEqual(['Ada', 'Grace']);
});

it('who goes is gone, unless another tab of theirs is there', () => {
  expect(namesOf(heard(look('1', 'Ada'), look('1', 'Ada', false)))).toEqual([]);
  expect(namesOf(heard(look('1', 'Ada'), look('2', 'Ada'), look('1', 'Ada', false)))).toEqual(['Ada']);
});

it('who goes without a word is forgotten, who says something is not', () => {
  const looks = hearLook(heard(look('1', 'Ada'), look('2', 'Grace')), look('2', 'Grace'), FORGET_MS - 1);

  expect(namesOf(forgetSilent(looks, FORGET_MS))).toEqual(['Grace']);
  expect(forgetSilent(looks, FORGET_MS - 1)).toBe(looks);
});

it.each([
  [[], ''],
  [['Ada'], 'Ada is looking'],
  [['Ada', 'Grace'], 'Ada and Grace are looking'],
  [['Ada', 'Grace', 'Joan', 'Edsger'], 'Ada, Grace and 2 more are looking'],
])('%j is said as "%s"', (names, text) => {
  expect(describeLooks(names)).toBe(text);
});
