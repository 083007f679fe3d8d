import { describe, expect, it } from 'vitest';
import type { ChaosEvent } from './chaos-log';
import type { RunChange } from './evidence';
import { describeRecoveries, recoveriesOf } from './recoveries';

const said = (at: number, what: string, detail: string): ChaosEvent => ({ at: new Date(at), what, detail });

function change(fields: Partial<RunChange> & Pick<RunChange, 'at' | 'status'>): RunChange {
  return {
    ...{
      id: fields.at,
      action: 'UPDATE',
      runId: 'run',
      threadId: 'thread',
      seq: 1,
      kind: 'input',
      strategy: 'enqueue',
    },
    ...{ waits: false, availableAt: 0, oldStatus: 'running', oldLeaseUntil: null, stopReason: null, token: null },
    ...{ workerId: 'victim', attempt: 1 },
    ...fields,
  };
}

const commit = (at: number) => ({
  ...({
    id: at,
    at,
    action: 'INSERT',
    threadId: 'thread',
    checkpointId: `${at}`,
    parentId: null,
    runId: 'run',
  } as const),
});

/** Claimed at 10,000, its worker killed at 20,000, taken over at 21,000, back at work at 21,500, ended at 22,000. */
function books() {
  return {
    troubles: [
      said(1_000, 'ready', 'worker-1.1, worker victim'),
      said(20_000, 'kill', 'worker-1'),
      said(20_050, 'ended', 'worker-1.1 (SIGKILL)'),
      said(20_900, 'ready', 'worker-1.2, worker fresh'),
    ],
    runChanges: [
      change({ at: 10_000, status: 'running', oldStatus: 'pending' }),
      change({ at: 21_000, status: 'running', workerId: 'heir' }),
      change({ at: 22_000, status: 'success', stopReason: 'done' }),
    ],
    checkpointChanges: [commit(15_000), commit(21_500)],
  };
}

describe('the time until a run is back at work after a kill', () => {
  it('is that to its next commit', () => {
    expect(recoveriesOf(books())).toEqual([{ runId: 'run', ms: 1_500, isUndisturbed: true }]);
  });

  it('is that to its end when it commits nothing more', () => {
    const round = { ...books(), checkpointChanges: [commit(15_000)] };

    expect(recoveriesOf(round)).toMatchObject([{ ms: 2_000 }]);
  });

  it('does not count for a run that somebody stopped before', () => {
    const round = books();
    round.runChanges[2] = change({ at: 21_400, status: 'interrupted', stopReason: 'cancelled' });

    expect(recoveriesOf(round)).toEqual([]);
  });

  it('does not count for a run of another worker, or one that had ended', () => {
    const round = books();
    round.troubles[0] = said(1_000, 'ready', 'worker-1.1, worker stranger');
    expect(recoveriesOf(round)).toEqual([]);

    const ended = {
      ...books(),
      runChanges: [change({ at: 10_000, status: 'running' }), change({ at: 19_000, status: 'success' })],
    };
    expect(recoveriesOf(ended)).toEqual([]);
  });

  it('is told apart where something else was done meanwhile', () => {
    const round = books();
    round.troubles.splice(3, 0, said(20_500, 'restart fast', 'worker-2'));

    const recoveries = [...recoveriesOf(books()), ...recoveriesOf(round).map((each) => ({ ...each, ms: 9_000 }))];

    expect(describeRecoveries(recoveries)).toBe(
      '2 runs back at work after kill -9, in 9000 ms at most, 1500 ms where nothing else happened (1)',
    );
  });
});
