import { describe, expect, it } from 'vitest';
import type { ChaosEvent } from '../chaos-log';
import type { CheckpointChange, Evidence, RunChange } from '../evidence';
import type { JournalLine } from '../journal';
import type { Operation } from '../operation';
import { findViolations } from './index';

const THREAD = 'thread';
const WORKER = 'worker';

function change(fields: Partial<RunChange> & Pick<RunChange, 'at' | 'status'>): RunChange {
  return {
    ...{ id: fields.at, action: 'UPDATE', runId: 'run', threadId: THREAD, seq: 1, kind: 'input', strategy: 'enqueue' },
    ...{ waits: false, availableAt: 0, oldStatus: null, oldLeaseUntil: null, stopReason: null, token: null },
    ...{ workerId: WORKER, attempt: 1 },
    ...fields,
  };
}

function line(node: string, at: number, fields: Partial<JournalLine> = {}): JournalLine {
  const step = at / 10;
  return {
    line: `${node}-line`,
    at,
    runId: 'run',
    threadId: THREAD,
    task: `${node}:1`,
    step,
    node,
    workerId: WORKER,
    ...fields,
  };
}

/** One run on a thread of the graph `line`, as it should be: claimed at 5, its nodes entered at 10 to 40, ended at 50. */
function quietRound(): Evidence {
  const journal = [line('a', 10), line('b', 20), line('c', 30), line('d', 40)];
  const lines = journal.map((entry) => entry.line);
  return {
    leaseMs: 1_000,
    threads: [{ id: THREAD, graph: 'line' }],
    operations: [
      {
        ...{ name: 'stream-0', kind: 'stream', threadId: THREAD, graph: 'line', outcome: 'acknowledged', runId: 'run' },
        ...{ sentAt: 0, answeredAt: 60 },
        events: [
          { id: '0', event: 'metadata', lines: [] },
          { id: '1', event: 'updates', lines: [...lines] },
          { id: '2', event: 'end', lines: [] },
        ],
      },
    ],
    troubles: [],
    crashes: [],
    drained: [],
    threadStatuses: { [THREAD]: 'idle' },
    values: {
      [THREAD]: {
        inputs: ['stream-0'],
        lines,
        answers: [],
        messages: [
          { id: '0', type: 'human', content: 'stream-0' },
          ...lines.map((content, index) => ({ id: String(index + 1), type: 'ai', content })),
        ],
      },
    },
    runs: [
      {
        ...{
          id: 'run',
          threadId: THREAD,
          seq: 1,
          kind: 'input',
          status: 'success',
          stopReason: 'done',
          supersededBy: null,
        },
        ...{ error: null, attempt: 1, name: 'stream-0' },
      },
    ],
    runChanges: [
      change({ at: 1, action: 'INSERT', status: 'pending', workerId: null }),
      change({ at: 5, oldStatus: 'pending', status: 'running' }),
      change({ at: 50, oldStatus: 'running', status: 'success', stopReason: 'done' }),
    ],
    checkpointChanges: [commit('first', 8), commit('last', 45)],
    cutLeases: [],
    states: {},
    journal,
    questions: [],
    rollbacks: [],
    streamedSeqs: { run: [1, 2] },
    toldLines: { run: [...lines] },
  };
}

function commit(checkpointId: string, at: number): CheckpointChange {
  const parentId = checkpointId === 'first' ? null : 'first';
  return { id: at, at, action: 'INSERT', threadId: THREAD, checkpointId, parentId, runId: 'run' };
}

/** Somebody waited for the run and was told its values. */
function told(evidence: Evidence): Operation {
  const operation = evidence.operations[0]!;
  const answer = structuredClone(values(evidence));
  evidence.states.last = structuredClone(answer);
  return Object.assign(operation, { answer: { ...answer }, toldAt: 55 });
}

/** The run brought nothing and went on from where another one had stopped, after `b`; it began under no checkpoint of its own. */
function wentOn(evidence: Evidence): void {
  Object.assign(run(evidence), { kind: 'continue' });
  for (const each of evidence.checkpointChanges) Object.assign(each, { runId: 'older', at: 2 });
}

const run = (evidence: Evidence) => evidence.runs[0]!;
const values = (evidence: Evidence) => evidence.values[THREAD]!;

/** Two workers were there from the beginning, and the database crashed. */
function lifeAndCrash(from: number, to: number): ChaosEvent[] {
  return [
    { at: new Date(0), what: 'ready', detail: `app-1.1, worker ${WORKER}` },
    { at: new Date(0), what: 'ready', detail: 'worker-1.1, worker forgotten' },
    { at: new Date(from), until: new Date(to), what: 'restart immediate', detail: 'app-1' },
  ];
}

/** The run is taken over at 25, while `b` is executed, and its new worker executes `b` again. */
function takenOver(evidence: Evidence): void {
  const heir = change({ at: 25, oldStatus: 'running', status: 'running', workerId: 'heir', oldLeaseUntil: 24 });
  evidence.runChanges.splice(2, 0, heir);
  evidence.journal.splice(1, 3, line('b', 20, { line: 'lost-line' }));
  for (const [node, at] of [
    ['b', 26],
    ['c', 30],
    ['d', 40],
  ] as const)
    evidence.journal.push(line(node, at, { workerId: 'heir', step: Math.floor(at / 10) }));
}

describe('the books of a round', () => {
  it('are in order when a run did what it was accepted for', () => {
    expect(findViolations(quietRound())).toEqual([]);
  });

  it('are in order when a run was taken over and its unfinished superstep executed again', () => {
    const evidence = quietRound();
    takenOver(evidence);

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when a worker took its own run over and its lost execution came to a node once more', () => {
    const evidence = quietRound();
    takenOver(evidence);
    Object.assign(evidence.runChanges[2]!, { workerId: WORKER });
    for (const entry of evidence.journal) Object.assign(entry, { workerId: WORKER });
    evidence.journal.splice(2, 0, line('c', 27, { line: 'lost-c', step: 3 }));

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when whoever waited was told the values of the run', () => {
    const evidence = quietRound();
    told(evidence);

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when a run that changed nothing was answered with what its thread had by then', () => {
    const evidence = quietRound();
    const { answer } = told(evidence);
    wentOn(evidence);
    evidence.checkpointChanges.push({ ...commit('newer', 54), runId: 'younger', parentId: 'last' });
    evidence.states.newer = { ...values(evidence), inputs: ['stream-0', 'create-1'] };

    Object.assign(answer!, { inputs: ['stream-0', 'create-1'] });

    expect(findViolations(evidence).filter((violation) => violation.startsWith('answer'))).toEqual([]);
  });

  it('are in order when there was nothing to go on with', () => {
    const evidence = quietRound();
    Object.assign(run(evidence), {
      kind: 'continue',
      status: 'error',
      stopReason: 'error',
      error: { code: 'EMPTY_INPUT' },
    });
    Object.assign(evidence, { checkpointChanges: [], journal: [], toldLines: {} });
    evidence.operations[0]!.events![1]!.lines = [];
    evidence.values = { [THREAD]: { inputs: [], lines: [], answers: [], messages: [] } };

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when the database crashed and forgot a claim and a checkpoint that were not flushed', () => {
    const evidence = quietRound();
    evidence.troubles = lifeAndCrash(6, 15);
    evidence.journal.splice(0, 0, line('a', 7, { line: 'lost-a', step: 1, workerId: 'forgotten' }));
    evidence.journal.splice(1, 0, line('a', 9, { line: 'again-a', step: 1 }));

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when the lease of a killed worker was cut short', () => {
    const evidence = quietRound();
    evidence.troubles = [...lifeAndCrash(6, 7), { at: new Date(19), what: 'kill', detail: 'app-1' }];
    evidence.cutLeases.push({ at: 20, runId: 'run', workerId: WORKER });

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when the database crashed and forgot the checkpoint that a task began from', () => {
    const evidence = quietRound();
    evidence.troubles = lifeAndCrash(8, 9);
    evidence.journal.splice(0, 0, line('a', 7, { line: 'lost-a', step: 1, task: 'a:0' }));
    expect(findViolations(evidence)).toEqual([]);

    evidence.troubles = lifeAndCrash(-2, -1);

    expect(findViolations(evidence)).toEqual([expect.stringMatching(/^journal: task a:0 .* in no checkpoint/)]);
  });

  it('are in order when a worker left without a claim whose answer it never got', () => {
    const evidence = quietRound();
    evidence.drained.push({ workerId: 'leaver', at: new Date(4) });
    evidence.runChanges.splice(1, 0, change({ at: 3, oldStatus: 'pending', status: 'running', workerId: 'leaver' }));
    Object.assign(evidence.runChanges[2]!, { oldStatus: 'running', oldLeaseUntil: 4 });
    evidence.troubles.push({ at: new Date(2), until: new Date(3), what: 'cut', detail: 'app-1' });

    expect(findViolations(evidence)).toEqual([]);
  });

  it('are in order when the head shows a part of the superstep in which a run was cancelled', () => {
    const evidence = quietRound();
    Object.assign(evidence.threads[0]!, { graph: 'fan' });
    evidence.toldLines = { run: ['open-line', 'left-line'] };
    evidence.operations[0]!.events![1]!.lines = ['open-line', 'left-line'];
    const journal = [line('open', 10), line('left', 20)];
    Object.assign(evidence, { journal });
    values(evidence).lines = journal.map((entry) => entry.line);
    values(evidence).messages = values(evidence).messages.slice(0, 3);
    values(evidence).lines.forEach((content, index) => {
      Object.assign(values(evidence).messages[index + 1]!, { content });
    });
    expect(findViolations(evidence)).toContainEqual(expect.stringMatching(/^path: superstep 2 holds left/));

    Object.assign(run(evidence), { status: 'interrupted', stopReason: 'cancelled' });
    const cancel = {
      name: 'cancel-1',
      kind: 'cancel',
      outcome: 'acknowledged',
      cancelAction: 'interrupt',
      runId: 'run',
    };
    evidence.operations.push({ ...cancel, threadId: THREAD, graph: 'fan' } as Operation); // literals that widened

    expect(findViolations(evidence)).toEqual([]);
  });

  it.each<[string, RegExp, (evidence: Evidence) => void]>([
    ['a process that ended by itself', /^crash/, (round) => round.crashes.push('app-1.1 ended by itself')],
    ['an accepted run that is nowhere', /^lost: stream-0/, (round) => round.runs.pop()],
    ['a run without an end', /^terminal/, (round) => Object.assign(run(round), { status: 'pending' })],
    ['a thread that stays busy', /^thread/, (round) => Object.assign(round.threadStatuses, { [THREAD]: 'busy' })],
    [
      'an error nobody caused',
      /^error/,
      (round) => Object.assign(run(round), { stopReason: 'error', status: 'error' }),
    ],
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
      (round) =>
        round.runChanges.unshift(change({ at: 0, runId: 'older', seq: 0, action: 'INSERT', status: 'pending' })),
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
    ['a superstep without a line', /^journal: line .* not in the journal/, (round) => round.journal.splice(1, 1)],
    [
      'a task that was executed and left out',
      /^journal: task x:1 .* in no checkpoint/,
      (round) => round.journal.push(line('x', 15, { step: 1 })),
    ],
    [
      'a task that was executed twice without a reason',
      /^repeated/,
      (round) => round.journal.splice(1, 0, line('b', 15, { line: 'first', step: 2 })),
    ],
    [
      'a line without a claim',
      /^journal: worker stranger/,
      (round) => Object.assign(round.journal[1]!, { workerId: 'stranger' }),
    ],
    [
      'a line that was committed without a lease',
      /^fence: line b-line/,
      (round) => {
        takenOver(round);
        Object.assign(round.journal[2]!, { workerId: WORKER });
      },
    ],
    [
      'a worker that went on for supersteps without a lease',
      /^fence: worker worker executed 2 supersteps/,
      (round) => {
        takenOver(round);
        round.journal.push(line('c', 31, { line: 'late-c', step: 3 }), line('d', 41, { line: 'late-d', step: 4 }));
      },
    ],
    [
      'a superstep that was committed twice',
      /^twice: checkpoints/,
      (round) => {
        const fields = { action: 'INSERT', threadId: THREAD, parentId: 'root', runId: 'run' } as const;
        round.checkpointChanges.push({ id: 1, at: 1, checkpointId: 'one', ...fields });
        round.checkpointChanges.push({ id: 2, at: 2, checkpointId: 'two', ...fields });
      },
    ],
    ['a task that is in the state twice', /^path/, (round) => values(round).lines.push('d-line')],
    ['an input that was taken twice', /^input/, (round) => values(round).inputs.push('stream-0')],
    ['an input that was lost', /^input/, (round) => values(round).inputs.pop()],
    ['a message that is there twice', /^messages/, (round) => values(round).messages.push(values(round).messages[0]!)],
    ['an answer to nothing', /^answer/, (round) => values(round).answers.push('resume-9')],
    [
      'an answer that is not in the state',
      /^answer/,
      (round) =>
        round.questions.push({
          id: 'q',
          threadId: THREAD,
          outcome: 'answered',
          answer: 'resume-1',
          answerRunId: 'run',
        }),
    ],
    ['a stream that lost an event', /^stream/, (round) => round.operations[0]!.events!.splice(1, 1)],
    ['a superstep that was committed and never told', /^told: b of/, (round) => round.toldLines.run!.splice(1, 1)],
    [
      'an event of an execution that was lost',
      /^told: line lost-line/,
      (round) => {
        takenOver(round);
        round.toldLines.run!.push('lost-line');
      },
    ],
    [
      'a stream that told of what is not recorded',
      /^stream: stream-0 of run run told of/,
      (round) => round.operations[0]!.events![1]!.lines.push('lost-line'),
    ],
    [
      'somebody who was told an earlier state',
      /^answer: stream-0 was told .* of run run, which ended with/,
      (round) => (told(round).answer!.lines as string[]).pop(), // as `told` puts them there
    ],
    [
      'somebody who was told an error of a run that succeeded',
      /^answer: stream-0 was told .*, but run run is success/,
      (round) => Object.assign(told(round), { answer: { __error__: { error: 'RunRolledBack' } } }),
    ],
    [
      'somebody who was told values of a run that failed',
      /^answer: stream-0 was told values/,
      (round) => {
        told(round);
        Object.assign(run(round), { status: 'error' });
      },
    ],
    [
      'somebody who was sent away from a run that is there',
      /^answer: stream-0 was refused/,
      (round) => Object.assign(round.operations[0]!, { refusal: 'HTTP 404' }),
    ],
    [
      'somebody who was told of questions that nobody asked',
      /^answer: stream-0 was told of questions/,
      (round) => Object.assign(told(round).answer!, { __interrupt__: [] }),
    ],
    [
      'somebody who was not told of the question at which the run paused',
      /^answer: stream-0 was told of no question/,
      (round) => {
        told(round);
        Object.assign(run(round), { status: 'interrupted', stopReason: 'paused' });
        Object.assign(round.runChanges[2]!, { status: 'interrupted', stopReason: 'paused' });
      },
    ],
    [
      'a run that was to go on and succeeded half-way',
      /^answer: stream-0 was told that run run succeeded, but it stopped at b/,
      (round) => {
        wentOn(round);
        values(round).lines.splice(2);
        told(round);
      },
    ],
    [
      'a run that had something to go on with and found nothing',
      /^error: run run failed/,
      (round) => {
        wentOn(round);
        Object.assign(run(round), { status: 'error', stopReason: 'error', error: { code: 'EMPTY_INPUT' } });
      },
    ],
    [
      'a line without a claim though the database crashed when its worker was not there yet',
      /^journal: worker forgotten/,
      (round) => {
        round.troubles = lifeAndCrash(-20, -10);
        round.journal.splice(0, 0, line('a', 7, { line: 'lost-a', step: 1, workerId: 'forgotten' }));
      },
    ],
    [
      'a committed line of a claim that the database forgot',
      /^fence: line a-line/,
      (round) => {
        round.troubles = lifeAndCrash(6, 15);
        round.journal[0]!.workerId = 'forgotten';
      },
    ],
    [
      'a committed superstep that ran again after a crash',
      /^twice: task b:1/,
      (round) => {
        round.troubles = lifeAndCrash(22, 24);
        round.journal.splice(2, 0, line('b', 25, { line: 'again-b', step: 2 }));
        values(round).lines.splice(2, 0, 'again-b');
      },
    ],
    [
      'a task that was executed again although connections were only cut',
      /^repeated/,
      (round) => {
        round.troubles.push({ at: new Date(16), until: new Date(17), what: 'cut', detail: 'app-1' });
        round.journal.splice(1, 0, line('b', 15, { line: 'first', step: 2 }));
      },
    ],
    ['a stream that never ended', /^stream/, (round) => Object.assign(round.operations[0]!, { complaint: 'no end' })],
  ])('show %s', (_what, violation, spoil) => {
    const evidence = quietRound();

    spoil(evidence);

    expect(findViolations(evidence)).toContainEqual(expect.stringMatching(violation));
  });
});
