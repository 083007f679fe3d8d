import { describe, expect, it } from 'vitest';
import { checkQueueLength, checkSize, readLimits, type Sized } from './limits';

const MEGABYTE = 1024 * 1024;

describe('the settings of limits', () => {
  it('have defaults, also when they are set to nothing', () => {
    const defaults = readLimits({});

    expect(defaults).toMatchObject({ workerConcurrency: 64, queuedRuns: 1_000 });
    expect(defaults.maxBytes).toMatchObject({ input: 20 * MEGABYTE, answer: 20 * MEGABYTE, state: 64 * MEGABYTE });
    expect(readLimits({ HOLDPOINT_MAX_QUEUED_RUNS: '' })).toEqual(defaults);
  });

  it('are read from the environment', () => {
    const given = readLimits({ HOLDPOINT_WORKER_CONCURRENCY: '4', HOLDPOINT_MAX_EVENT_MB: '0.5' });

    expect(given).toMatchObject({ workerConcurrency: 4, maxBytes: { event: MEGABYTE / 2 } });
  });

  it.each([
    ['HOLDPOINT_WORKER_CONCURRENCY', '0', 'must be at least 1'],
    ['HOLDPOINT_WORKER_CONCURRENCY', 'many', 'must be a number'],
    ['HOLDPOINT_WORKER_CONCURRENCY', '1.5', 'must be a whole number'],
    ['HOLDPOINT_WORKER_CONCURRENCY', '5000', 'must be at most 1000'],
    ['HOLDPOINT_MAX_QUEUED_RUNS', '-1', 'must be at least 1'],
    ['HOLDPOINT_MAX_STATE_MB', '0', 'must be above 0'],
    ['HOLDPOINT_MAX_STATE_MB', '1000', 'must be at most 256'],
    ['HOLDPOINT_MAX_INPUT_MB', '20MB', 'must be a number of megabytes'],
  ])('refuse %s=%s', (name, value, message) => {
    expect(() => readLimits({ [name]: value })).toThrow(`${name} is ${value}; it ${message}.`);
  });
});

describe('a size', () => {
  const small = readLimits(
    Object.fromEntries(['INPUT', 'METADATA', 'STATE', 'EVENT'].map((name) => [`HOLDPOINT_MAX_${name}_MB`, '0.001'])),
  );

  it.each<[Sized, string, string]>([
    ['input', 'payload_too_large', 'HOLDPOINT_MAX_INPUT_MB'],
    ['command', 'payload_too_large', 'HOLDPOINT_MAX_INPUT_MB'],
    ['answer', 'payload_too_large', 'HOLDPOINT_MAX_INPUT_MB'],
    ['metadata', 'payload_too_large', 'HOLDPOINT_MAX_METADATA_MB'],
    ['state', 'state_too_large', 'HOLDPOINT_MAX_STATE_MB'],
    ['event', 'event_too_large', 'HOLDPOINT_MAX_EVENT_MB'],
  ])('of %s beyond its limit is refused, with the size, the limit and the setting', (kind, code, setting) => {
    const check = () => checkSize(kind, 'x'.repeat(2_000), small);

    expect(check).toThrow(
      expect.objectContaining({ code, details: { size_bytes: 2_000, limit_bytes: 1_048.576, setting } }),
    );
    expect(check).toThrow(`0.002 MB of JSON; the limit is 0.001 MB`);
    expect(check).toThrow(`raise ${setting}.`);
  });

  it('is counted in bytes, not in characters', () => {
    expect(() => checkSize('input', 'x'.repeat(1_000), small)).not.toThrow();
    expect(() => checkSize('input', '€'.repeat(349), small)).not.toThrow();
    expect(() => checkSize('input', '€'.repeat(350), small)).toThrow('The input is');
  });
});

describe('the queue of a thread', () => {
  it('takes runs up to its limit', () => {
    const few = readLimits({ HOLDPOINT_MAX_QUEUED_RUNS: '2' });

    expect(() => checkQueueLength('t1', 1, few)).not.toThrow();
    expect(() => checkQueueLength('t1', 2, few)).toThrow(
      expect.objectContaining({
        code: 'queue_full',
        message: expect.stringContaining('Thread t1 has 2 runs that have not ended; the limit is 2.'),
      }),
    );
  });
});
