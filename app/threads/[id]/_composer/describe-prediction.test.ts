import { describe, expect, it } from 'vitest';
import type { Wire } from '#lib/review/wire';
import type { MultitaskPrediction } from '#lib/runs/predict-multitask';
import { describePrediction } from './describe-prediction';

const now = Date.parse('2026-01-01T00:00:42Z');
const idle: Wire<MultitaskPrediction> = {
  active: null,
  queued: [],
  pendingInterrupts: [],
  reject: { refused: false, byRunId: null },
  enqueue: { position: 1 },
  interrupt: { stopsRunIds: [], keepsCheckpoints: 0 },
  rollback: { deletesRunIds: [], deletesCheckpoints: 0 },
};
const active = {
  runId: 'run-07f3',
  startedAt: '2026-01-01T00:00:00Z',
  status: 'running' as const,
  createdBy: null,
  checkpoints: 4,
  firstMessage: 'weather in sf?',
};
const queued = ['run-0a01', 'run-0a02'].map((runId) => ({
  runId,
  createdAt: '2026-01-01T00:00:30Z',
  createdBy: null,
  message: null,
  multitaskStrategy: 'enqueue',
}));
const busy: Wire<MultitaskPrediction> = {
  ...idle,
  active,
  reject: { refused: true, byRunId: active.runId },
  enqueue: { position: 2 },
  interrupt: { stopsRunIds: [active.runId], keepsCheckpoints: 4 },
  rollback: { deletesRunIds: [active.runId], deletesCheckpoints: 4 },
};
const crowded: Wire<MultitaskPrediction> = {
  ...busy,
  queued,
  enqueue: { position: 4 },
  interrupt: { stopsRunIds: [active.runId, 'run-0a01', 'run-0a02'], keepsCheckpoints: 4 },
  rollback: { deletesRunIds: [active.runId, 'run-0a01', 'run-0a02'], deletesCheckpoints: 4 },
};

describe('describePrediction', () => {
  it('says that an idle thread starts at once, whatever the strategy', () => {
    for (const effect of Object.values(describePrediction(idle, now))) {
      expect(effect.sentence).toMatch(/^Starts now/);
      expect(effect.isRefused).toBe(false);
      expect(effect.loss).toBeNull();
    }
  });

  it.each([
    ['enqueue', 'Runs after run 07f3 (running 0:42): position 1 in the queue.'],
    [
      'interrupt',
      'Stops run 07f3 at its last finished step and keeps its 4 checkpoints, then runs this. A tool call may be left unanswered.',
    ],
    [
      'rollback',
      'Deletes run 07f3 and its 4 checkpoints, including the message “weather in sf?”, then runs this. Cannot be restored.',
    ],
    ['reject', 'Is refused now, because run 07f3 is active.'],
  ] as const)('says what %s does to the active run', (strategy, sentence) => {
    expect(describePrediction(busy, now)[strategy].sentence).toBe(sentence);
  });

  it.each([
    ['enqueue', 'Runs after run 07f3 (running 0:42) and 2 queued: position 3 in the queue.'],
    [
      'interrupt',
      'Stops run 07f3 at its last finished step and keeps its 4 checkpoints, stops 2 queued runs before they start, then runs this. A tool call may be left unanswered.',
    ],
    [
      'rollback',
      'Deletes run 07f3 and its 4 checkpoints, including the message “weather in sf?”, and 2 queued runs, then runs this. Cannot be restored.',
    ],
  ] as const)('counts the queue for %s', (strategy, sentence) => {
    expect(describePrediction(crowded, now)[strategy].sentence).toBe(sentence);
  });

  it('says that a run which has not started has nothing to keep', () => {
    const pending = {
      ...busy,
      active: { ...active, startedAt: null, checkpoints: 0 },
      interrupt: { stopsRunIds: [active.runId], keepsCheckpoints: 0 },
      rollback: { deletesRunIds: [active.runId], deletesCheckpoints: 0 },
    };

    const effects = describePrediction(pending, now);

    expect(effects.enqueue.sentence).toBe('Runs after run 07f3 (not started yet): position 1 in the queue.');
    expect(effects.interrupt.sentence).toBe('Stops run 07f3 before it starts, then runs this.');
    expect(effects.rollback.sentence).toBe(
      'Deletes run 07f3, including the message “weather in sf?”, then runs this. Cannot be restored.',
    );
    expect(effects.reject.sentence).toBe('Is refused now, because run 07f3 is pending.');
  });

  it('asks a second question only before something is lost', () => {
    const effects = describePrediction(busy, now);

    expect(effects.rollback.loss).toContain('run 07f3');
    expect([effects.enqueue.loss, effects.interrupt.loss, effects.reject.loss]).toEqual([null, null, null]);
  });
});
