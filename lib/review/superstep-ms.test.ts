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
    {
      what: 'from the checkpoint before it',
      step: { snapshot: at('2026-01-01T10:00:02.500Z'), parent, runStartedAt: run },
      ms: 2500,
    },
    {
      what: 'from the start of its run, when a question waited',
      step: { snapshot: at('2026-01-01T12:00:01.000Z'), parent, runStartedAt: new Date('2026-01-01T12:00:00.000Z') },
      ms: 1000,
    },
    {
      what: 'never less than nothing',
      step: { snapshot: at('2026-01-01T09:59:59.999Z'), parent, runStartedAt: run },
      ms: 0,
    },
    {
      what: 'without a run',
      step: { snapshot: at('2026-01-01T10:00:01.000Z'), parent, runStartedAt: null },
      ms: 1000,
    },
    {
      what: 'not for an input',
      step: { snapshot: at('2026-01-01T10:00:02.500Z', 'input'), parent, runStartedAt: run },
      ms: null,
    },
    {
      what: 'not without a parent',
      step: { snapshot: at('2026-01-01T10:00:02.500Z'), parent: undefined, runStartedAt: run },
      ms: null,
    },
    { what: 'not without a time', step: { snapshot: at(undefined), parent, runStartedAt: run }, ms: null },
  ])('counts $what', ({ step, ms }) => {
    expect(superstepMs(step)).toBe(ms);
  });
});
