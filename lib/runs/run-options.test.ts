import { afterEach, describe, expect, it, vi } from 'vitest';
import { runOptions } from './run-options';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('runOptions', () => {
  it('are off where nobody asks for anything', () => {
    expect(runOptions({}, {})).toEqual({ repairDanglingToolCalls: false, timeoutSeconds: undefined });
  });

  it('come from the run, then from its graph, then from the server', () => {
    vi.stubEnv('HOLDPOINT_RUN_TIMEOUT_SECONDS', '30');
    const graph = { repairDanglingToolCalls: true, timeoutSeconds: 20 };
    const config = { repair_dangling_tool_calls: false, timeout_seconds: 10 };

    expect(runOptions(graph, { config })).toEqual({ repairDanglingToolCalls: false, timeoutSeconds: 10 });
    expect(runOptions(graph, {})).toEqual({ repairDanglingToolCalls: true, timeoutSeconds: 20 });
    expect(runOptions({}, {})).toEqual({ repairDanglingToolCalls: false, timeoutSeconds: 30 });
  });

  it.each([[0], [-1], [Number.NaN], ['10'], [3_000_000]])('refuse %j seconds', (given) => {
    // What an assistant's config holds was not written by this type.
    const config = { timeout_seconds: given as number };

    expect(() => runOptions({}, { config })).toThrow(/timeout_seconds is .*; give seconds/);
  });

  it('name the variable that is wrong', () => {
    vi.stubEnv('HOLDPOINT_RUN_TIMEOUT_SECONDS', 'ten');

    expect(() => runOptions({}, {})).toThrow('HOLDPOINT_RUN_TIMEOUT_SECONDS');
  });
});
