import { describe, expect, it } from 'vitest';
import type { Operation } from '../operation';
import { findViolations } from './index';
import {
  change,
  commit,
  lifeAndCrash,
  line,
  quietRound,
  run,
  THREAD,
  takenOver,
  told,
  values,
  WORKER,
  wentOn,
} from './quiet-round';

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
});
