import { expect, it, vi } from 'vitest';
import { HoldpointError, LeaseLostError } from './errors';

it('an error of another copy of the module is one of this copy', async () => {
  vi.resetModules();
  const other = await import('./errors');

  const error: unknown = new other.HoldpointError('thread_busy', 'The thread is busy.');
  const lost: unknown = new other.LeaseLostError('r1');

  expect(other.HoldpointError).not.toBe(HoldpointError);
  expect(error instanceof HoldpointError).toBe(true);
  expect(lost instanceof LeaseLostError).toBe(true);
  expect(lost instanceof HoldpointError).toBe(false);
  expect(new Error('HoldpointError') instanceof HoldpointError).toBe(false);
});
