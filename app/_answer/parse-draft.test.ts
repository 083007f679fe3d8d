import { describe, expect, it } from 'vitest';
import { parseDraft } from './parse-draft';

const draft = { mode: 'form', form: { option: '1', fields: { to: ['a', 'b'], note: '' } }, json: '', note: 'because' };

describe('parseDraft', () => {
  it('gives back what was kept', () => {
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another mode', JSON.stringify({ ...draft, mode: 'yaml' })],
    ['a form that holds a number', JSON.stringify({ ...draft, form: { fields: { amount: 25 } } })],
    ['a form that holds null', JSON.stringify({ ...draft, form: [null] })],
    ['no note', JSON.stringify({ ...draft, note: undefined })],
  ])('knows no draft in %s', (_, text) => {
    expect(parseDraft(text)).toBeNull();
  });
});
