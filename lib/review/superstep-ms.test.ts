import { describe, expect, it } from 'vitest';
import { superstepMs } from './superstep-ms';

const at = (createdAt: string | undefined, source: 'loop' | 'input' = 'loop') => ({
  createdAt,
  metadata: { source, step: 1, parents: {} },
});
const parent = at('2026-01-01T10:00:00.000Z');
const run = new Date('2026-01-01T09:59:59.000Z');

describe('superstepMs', () => {
  it.each([
    ['from the checkpoint before it', at('2026-01-01T10:00:02.500Z'), parent, run, 2500],
    [
      'from the start of its run, when a question waited',
      at('2026-01-01T12:00:01.000Z'),
      parent,
      new Date('2026-01-01T12:00:00.000Z'),
      1000,
    ],
    ['never less than nothing', at('2026-01-01T09:59:59.999Z'), parent, run, 0],
    ['without a run', at('2026-01-01T10:00:01.000Z'), parent, null, 1000],
    ['not for an input', at('2026-01-01T10:00:02.500Z', 'input'), parent, run, null],
    ['not without a parent', at('2026-01-01T10:00:02.500Z'), undefined, run, null],
    ['not without a time', at(undefined), parent, run, null],
  ])('counts %s', (_what, ...[snapshot, before, runStartedAt, expected]) => {
    expect(superstepMs({ snapshot, parent: before, runStartedAt })).toBe(expected);
  });
});
