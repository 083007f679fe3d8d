import { describe, expect, it } from 'vitest';
import { NodeTimeoutError } from '#lib/engine';
import { RunTimeoutError } from './run-deadline';
import { runFailure } from './run-failure';

const inTime = { signal: new AbortController().signal };
const tooLate = { signal: AbortSignal.abort(new RunTimeoutError(5)) };
/** As LangGraph.js has it: known by its name alone. */
const ofLangGraph = Object.assign(new Error('Node "slow" exceeded its run timeout of 5ms'), {
  name: 'NodeTimeoutError',
});

describe('runFailure', () => {
  it.each([
    ['an error', new TypeError('no luck'), { status: 'error', stopReason: 'error', error: { error: 'TypeError' } }],
    [
      'a node out of time',
      new NodeTimeoutError({ node: 'slow', kind: 'run', elapsed: 12, runTimeout: 10 }),
      { status: 'error', stopReason: 'timeout', error: { code: 'NODE_TIMEOUT' } },
    ],
    ['one of LangGraph.js', ofLangGraph, { status: 'error', stopReason: 'timeout', error: { code: 'NODE_TIMEOUT' } }],
  ])('records %s', (_name, thrown, expected) => {
    expect(runFailure(thrown, inTime)).toMatchObject(expected);
  });

  it('records that the time of the run was up, whatever its nodes made of it', () => {
    expect(runFailure(new Error('Abort'), tooLate)).toMatchObject({
      status: 'timeout',
      stopReason: 'timeout',
      error: { error: 'RunTimeoutError', code: 'RUN_TIMEOUT', message: expect.stringContaining('its 5 s') },
    });
  });
});
