import { expect, it } from 'vitest';
import { blowsOf } from './blows';
import type { ChaosEvent } from './chaos-log';
import type { RunChange } from './evidence';

const event = (at: number, what: string, detail: string): ChaosEvent => ({ at: new Date(at), what, detail });

function change(fields: Pick<RunChange, 'at' | 'runId' | 'status' | 'workerId'>): RunChange {
  return {
    ...{ id: fields.at, action: 'UPDATE', threadId: fields.runId, seq: 1, kind: 'input', strategy: 'enqueue' },
    ...{
      waits: false,
      availableAt: 0,
      oldStatus: null,
      oldLeaseUntil: null,
      stopReason: null,
      token: null,
      attempt: 1,
    },
    ...fields,
  };
}

/** Two workers; `one` is killed at 30 and holds run A until `two` takes it over at 60; `two` holds run B from 20 to 50. */
const RUN_CHANGES = [
  change({ at: 10, runId: 'A', status: 'running', workerId: 'one' }),
  change({ at: 20, runId: 'B', status: 'running', workerId: 'two' }),
  change({ at: 50, runId: 'B', status: 'success', workerId: null }),
  change({ at: 60, runId: 'A', status: 'running', workerId: 'two' }),
];
const STARTS = [event(0, 'ready', 'worker-1.1, worker one'), event(0, 'ready', 'worker-2.1, worker two')];
const KILLED = [event(30, 'kill', 'worker-1'), event(31, 'ended', 'worker-1.1 (SIGKILL)')];

it.each([
  ['a kill strikes the runs of its process', [...STARTS, ...KILLED], [1]],
  ['a cut strikes all runs that a process works at', [...STARTS, event(25, 'cut', 'worker-1')], [2]],
  ['a run whose process is gone is not at work', [...STARTS, ...KILLED, event(40, 'restart fast', 'worker-1')], [1, 1]],
  ['a process without a run is struck in vain', [...STARTS, event(15, 'freeze', 'worker-2')], [0]],
  ['a process that starts just then has no run', [...STARTS, ...KILLED, event(40, 'drain', 'worker-1')], [1, 0]],
  ['an ear that falls silent is no blow', [...STARTS, event(25, 'numb', 'worker-1')], []],
])('%s', (_what, troubles, runs) => {
  const blows = blowsOf({ troubles, runChanges: RUN_CHANGES });

  expect(blows.map((blow) => blow.runs)).toEqual(runs);
});
