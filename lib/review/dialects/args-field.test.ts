import { expect, test } from 'vitest';
import { draftOf, readDraft } from '../form/draft';
import { argsField } from './middleware';

test.each([
  ['texts, numbers, booleans and lists', { to: 'a', copies: 2, dry: false, tags: ['x'] }, null],
  ['an empty text, null and an empty object', { cc: '', until: null, headers: {} }, null],
  ['objects in objects in objects', { a: { b: { c: { d: { e: 1 } } } } }, null],
  [
    'a value of another type than its schema wants',
    { n: '5' },
    { type: 'object', properties: { n: { type: 'integer' } } },
  ],
  ['a value that is not among the options', { n: 'c' }, { type: 'object', properties: { n: { enum: ['a', 'b'] } } }],
  [
    'a key within that its schema does not know',
    { o: { known: 1, unknown: 2 } },
    { type: 'object', properties: { o: { type: 'object', properties: { known: { type: 'number' } } } } },
  ],
  [
    'what looks like a decision',
    { action: 'approve', note: 'x' },
    { type: 'object', properties: { action: { enum: ['approve', 'reject'] }, note: {} }, required: ['action'] },
  ],
  ['a text for arguments', 'SELECT 1', null],
])('a form for %s gives them back as they are when nothing is changed', (_, args, schema) => {
  const { plan } = argsField(args, schema);

  expect(readDraft(plan, draftOf(plan))).toEqual({ value: args, errors: [] });
});
