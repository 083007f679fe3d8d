import { afterEach, expect, it, vi } from 'vitest';
import { checkSettings } from './check-settings';

afterEach(() => void vi.unstubAllEnvs());

it.each([
  ['HOLDPOINT_WORKER', 'false', 'HOLDPOINT_WORKER is false; set it to on or off.'],
  ['HOLDPOINT_DEMO', '0', 'HOLDPOINT_DEMO is 0; set it to on or off.'],
  ['HOLDPOINT_RUN_TIMEOUT_SECONDS', 'long', 'HOLDPOINT_RUN_TIMEOUT_SECONDS is "long"; give seconds'],
  ['HOLDPOINT_RUN_TIMEOUT_SECONDS', '0', 'HOLDPOINT_RUN_TIMEOUT_SECONDS is "0"; give seconds'],
  ['HOLDPOINT_PACE', 'fast', 'HOLDPOINT_PACE is "fast"; give a number'],
  ['HOLDPOINT_PUBLIC_URL', 'here', 'HOLDPOINT_PUBLIC_URL'],
])('%s that is %j ends the start', (name, value, message) => {
  vi.stubEnv(name, value);

  expect(checkSettings).toThrow(message);
});

it.each([
  ['HOLDPOINT_WORKER', 'off'],
  ['HOLDPOINT_DEMO', 'on'],
  ['HOLDPOINT_DEMO', ''],
  ['HOLDPOINT_RUN_TIMEOUT_SECONDS', '60'],
  ['HOLDPOINT_RUN_TIMEOUT_SECONDS', ''],
  ['HOLDPOINT_PACE', '0'],
])('%s may be %j', (name, value) => {
  vi.stubEnv(name, value);

  expect(checkSettings).not.toThrow();
});
