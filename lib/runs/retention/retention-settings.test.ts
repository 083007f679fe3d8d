import { describe, expect, it } from 'vitest';
import { retentionSettings } from './retention-settings';

describe('the settings of retention', () => {
  it('keep threads, and the events of a run for a day, unless they say otherwise', () => {
    const kept = { strategy: 'keep', minutes: 0, eventsMinutes: 1_440 };

    expect(retentionSettings({})).toEqual(kept);
    expect(retentionSettings({ HOLDPOINT_RETENTION: '', HOLDPOINT_RETENTION_MINUTES: '' })).toEqual(kept);
  });

  it('are read from the environment', () => {
    const env = { HOLDPOINT_RETENTION: 'keep_latest', HOLDPOINT_RETENTION_MINUTES: '0.5' };

    expect(retentionSettings({ ...env, HOLDPOINT_EVENTS_RETENTION_MINUTES: 'keep' })).toEqual({
      ...{ strategy: 'keep_latest', minutes: 0.5, eventsMinutes: null },
    });
    expect(retentionSettings({ ...env, HOLDPOINT_EVENTS_RETENTION_MINUTES: '5' }).eventsMinutes).toBe(5);
  });

  it.each([
    [{ HOLDPOINT_RETENTION: 'shred' }, 'HOLDPOINT_RETENTION must be keep, keep_latest or delete.'],
    [{ HOLDPOINT_RETENTION: 'delete' }, 'HOLDPOINT_RETENTION_MINUTES must say after how many minutes'],
    [{ HOLDPOINT_RETENTION: 'delete', HOLDPOINT_RETENTION_MINUTES: '0' }, 'HOLDPOINT_RETENTION_MINUTES'],
    [{ HOLDPOINT_RETENTION: 'delete', HOLDPOINT_RETENTION_MINUTES: 'soon' }, 'HOLDPOINT_RETENTION_MINUTES'],
    [
      { HOLDPOINT_EVENTS_RETENTION_MINUTES: '-1' },
      'HOLDPOINT_EVENTS_RETENTION_MINUTES must be a number of minutes above 0',
    ],
  ])('refuse %j', (env, message) => {
    expect(() => retentionSettings(env)).toThrow(message);
  });
});
