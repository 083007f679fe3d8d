import { expect, it } from 'vitest';
import { type NameChoice, nameOptions } from './name-options';

const known = ['Ada', 'Alan', 'Grace'];

const labels = (choice: Partial<NameChoice>) =>
  nameOptions({ text: '', me: 'Ada', known, isAssigned: false, ...choice }).map(({ label }) => label);

it('the first choice is oneself, and each name is there once', () => {
  expect(labels({})).toEqual(['Ada (you)', 'Alan', 'Grace']);
  expect(labels({ me: null })).toEqual(['Ada', 'Alan', 'Grace']);
});

it('nobody is a choice where somebody has it', () => {
  expect(labels({ isAssigned: true })).toEqual(['Ada (you)', 'Alan', 'Grace', 'Nobody']);
});

it('what is typed leaves the names that have it, and is a name itself', () => {
  expect(labels({ text: ' gra ' })).toEqual(['Grace', 'New name: gra']);
  expect(labels({ text: 'you' })).toEqual(['Ada (you)', 'New name: you']);
  expect(nameOptions({ text: 'Edsger', me: 'Ada', known, isAssigned: true })).toEqual([
    { name: 'Edsger', label: 'New name: Edsger' },
  ]);
});

it('a name that is known is not new', () => {
  expect(labels({ text: 'Grace' })).toEqual(['Grace']);
  expect(labels({ text: 'Ada' })).toEqual(['Ada (you)']);
});
