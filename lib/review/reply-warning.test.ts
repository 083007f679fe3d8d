import { expect, test } from 'vitest';
import type { Question } from './question';
import { replyWarning } from './reply-warning';

const middleware = (casing: 'snake' | 'camel'): Question => ({ dialect: 'middleware', casing, actions: [] });
const mixed = [{ type: 'approve' }, { type: 'reject' }];

test('a batch with an approval and a rejection says what becomes of the approved call', () => {
  expect(replyWarning(middleware('camel'), mixed)).toContain('drops the approved');
  expect(replyWarning(middleware('camel'), [{ type: 'edit' }, { type: 'reject' }])).toContain('drops the approved');
  expect(replyWarning(middleware('snake'), mixed)).toContain('the approved calls run');
});

test('a batch that is decided one way needs no warning', () => {
  expect(replyWarning(middleware('camel'), [{ type: 'reject' }, { type: 'reject' }])).toBeNull();
  expect(replyWarning(middleware('camel'), [{ type: 'approve' }])).toBeNull();
  expect(replyWarning({ dialect: 'anything' }, mixed)).toBeNull();
});
