import { itShows } from './it-shows';
import { change, lifeAndCrash, run, THREAD, takenOver, WORKER, wentOn } from './quiet-round';

itShows([
  ['a process that ended by itself', /^crash/, (round) => round.crashes.push('app-1.1 ended by itself')],
  ['an accepted run that is nowhere', /^lost: stream-0/, (round) => round.runs.pop()],
  ['a run without an end', /^terminal/, (round) => Object.assign(run(round), { status: 'pending' })],
  ['a thread that stays busy', /^thread/, (round) => Object.assign(round.threadStatuses, { [THREAD]: 'busy' })],
  ['an error nobody caused', /^error/, (round) => Object.assign(run(round), { stopReason: 'error', status: 'error' })],
  ['a cancellation nobody asked for', /^stop/, (round) => Object.assign(run(round), { stopReason: 'cancelled' })],
  [
    'a rollback nobody asked for',
    /^rollback: run run is gone, and nobody/,
    (round) => round.runChanges.push(change({ at: 60, action: 'DELETE', oldStatus: 'success', status: null })),
  ],
  [
    'a cancellation without effect',
    /^cancel/,
    (round) =>
      round.operations.push({
        ...{ name: 'cancel-1', kind: 'cancel', threadId: THREAD, graph: 'line', outcome: 'acknowledged' },
        ...{ runId: 'run', cancelAction: 'interrupt', sentAt: 0 },
      }),
  ],
  [
    'two runs of a thread at once',
    /^overlap/,
    (round) =>
      round.runChanges.push(
        change({ at: 20, runId: 'other', status: 'running' }),
        change({ at: 30, runId: 'other', status: 'success', oldStatus: 'running' }),
      ),
  ],
  [
    'a run that overtook an older one',
    /^order/,
    (round) => round.runChanges.unshift(change({ at: 0, runId: 'older', seq: 0, action: 'INSERT', status: 'pending' })),
  ],
  [
    'a run that was let in although its thread was busy',
    /^reject: run other was let in while run run was running/,
    (round) =>
      round.runChanges.splice(
        2,
        0,
        change({ at: 6, runId: 'other', action: 'INSERT', status: 'pending', strategy: 'reject' }),
      ),
  ],
  [
    'a refusal although the thread was not busy',
    /^reject: create-1 was refused/,
    (round) =>
      round.operations.push({
        ...{ name: 'create-1', kind: 'create', threadId: THREAD, graph: 'line', outcome: 'refused' },
        ...{ strategy: 'reject', sentAt: 200, answeredAt: 210, detail: '{"run_id":"run","code":"thread_busy"}' },
      }),
  ],
  [
    'a lease that was taken too early',
    /^lease: run run was taken over/,
    (round) => {
      takenOver(round);
      Object.assign(round.runChanges[2]!, { oldLeaseUntil: 500 });
    },
  ],
  [
    'a lease that was cut short although its worker was there',
    /^lease: that of run run was cut short/,
    (round) => {
      round.troubles = [...lifeAndCrash(6, 7), { at: new Date(30), what: 'kill', detail: 'app-1' }];
      round.cutLeases.push({ at: 20, runId: 'run', workerId: WORKER });
    },
  ],
  [
    'a worker that left and kept its run',
    /^drain/,
    (round) => round.drained.push({ workerId: WORKER, at: new Date(30) }),
  ],
  [
    'a run that had something to go on with and found nothing',
    /^error: run run failed/,
    (round) => {
      wentOn(round);
      Object.assign(run(round), { status: 'error', stopReason: 'error', error: { code: 'EMPTY_INPUT' } });
    },
  ],
]);
