import { expect, test } from 'vitest';
import { PLANNED_FOR_ITS_VALUES, statementNames } from './statement-names';

test('a statement keeps its name, unless it is planned for its values', () => {
  const nameOf = statementNames();

  const first = nameOf({ sql: 'SELECT 1' });

  expect(first).not.toBe('');
  expect(nameOf({ sql: 'SELECT 2' })).not.toBe(first);
  expect(nameOf({ sql: 'SELECT 1' })).toBe(first);
  expect(nameOf({ sql: `${PLANNED_FOR_ITS_VALUES} SELECT 1` })).toBe('');
});
