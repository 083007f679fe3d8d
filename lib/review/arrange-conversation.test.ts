import { describe, expect, it } from 'vitest';
import type { ToldQuestion } from './arrange-conversation';
import { arrangeConversation } from './arrange-conversation';
import { parseMessages } from './parse-message';
import type { RunItem } from './run-item';

const moment = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
// Only the fields that the arrangement reads; the rest is for display.
const run = (id: string, minute: number) => ({ id, createdAt: moment(minute) }) as RunItem;
const question = (id: string, runId: string, answerRunId: string | null = null) =>
  ({ id, runId, answerRunId, supersededBy: null }) as ToldQuestion;
const rollback = (runId: string, minute: number, supersededBy: string | null = null) => ({
  runId,
  supersededBy,
  at: moment(minute),
  actor: null,
  message: null,
  checkpoints: 3,
});

function arrange(messageRuns: Record<string, string>, parts: Partial<Parameters<typeof arrangeConversation>[0]>) {
  const messages = parseMessages(Object.keys(messageRuns).map((id) => ({ type: 'human', content: id, id }))) ?? [];
  const runOfMessage = new Map(Object.entries(messageRuns).filter(([, runId]) => runId !== ''));
  return arrangeConversation({
    messages,
    runOfMessage,
    runs: [],
    questions: [],
    rollbacks: [],
    ends: [],
    ...parts,
  }).map((entry) => {
    if (entry.type === 'message') return entry.message.id;
    if (entry.type === 'question') return `question ${entry.question.id}`;
    if (entry.type === 'end') return `end: ${entry.end.reason}`;
    return entry.type === 'run' ? `run ${entry.run.id}` : `rollback ${entry.rollback.runId}`;
  });
}

describe('arrangeConversation', () => {
  it('ends the messages of a run with how it ended and the questions it left', () => {
    const runs = [run('A', 0), run('B', 1)];

    const story = arrange({ m1: 'A', m2: 'A', m3: 'B' }, { runs, questions: [question('q', 'A')] });

    expect(story).toEqual(['m1', 'm2', 'run A', 'question q', 'm3', 'run B']);
  });

  it('puts a question that was decided before the run that went on with it', () => {
    const runs = [run('A', 0), run('B', 1), run('C', 2)];
    const superseded = { ...question('r', 'A'), supersededBy: 'C' };

    const story = arrange({ m1: 'A', m2: 'B' }, { runs, questions: [question('q', 'A', 'B'), superseded] });

    expect(story).toEqual(['m1', 'run A', 'question q', 'm2', 'run B', 'question r', 'run C']);
    expect(arrange({}, { runs, questions: [question('q', 'A', 'B'), question('r', 'A', 'C')] })).toEqual([
      ...['run A', 'question q', 'run B', 'question r', 'run C'],
    ]);
  });

  it('keeps the place of a run that left no message', () => {
    const runs = [run('A', 0), run('B', 1), run('C', 2)];

    expect(arrange({ m1: 'A', m2: 'C' }, { runs })).toEqual(['m1', 'run A', 'run B', 'm2', 'run C']);
    expect(arrange({}, { runs, questions: [question('q', 'B')] })).toEqual(['run A', 'run B', 'question q', 'run C']);
  });

  it('leaves messages in place that no run brought', () => {
    expect(arrange({ m0: '', m1: 'A', m2: '' }, { runs: [run('A', 0)] })).toEqual(['m0', 'm1', 'run A', 'm2']);
  });

  it('tells of an end after what was done until then, also before runs that waited', () => {
    const end = { actor: 'Ada', at: moment(5), reason: 'cancelled' };
    const dropped = question('q', 'A');
    const waited = { ...run('B', 1), startedAt: moment(6) };

    expect(arrange({ m1: 'A' }, { runs: [run('A', 0)], questions: [dropped], ends: [end] })).toEqual([
      ...['m1', 'run A', 'question q', 'end: cancelled'],
    ]);
    expect(arrange({ m1: 'A', m2: 'B' }, { runs: [run('A', 0), waited], questions: [dropped], ends: [end] })).toEqual([
      'm1',
      'run A',
      'question q',
      'end: cancelled',
      'm2',
      'run B',
    ]);
  });

  it('tells of a rollback before the run that took the place of the deleted one', () => {
    const runs = [run('A', 0), run('C', 2)];

    expect(arrange({ m1: 'A', m2: 'C' }, { runs, rollbacks: [rollback('B', 5, 'C')] })).toEqual([
      'm1',
      'run A',
      'rollback B',
      'm2',
      'run C',
    ]);
  });

  it('tells of a rollback by hand where it falls in time', () => {
    const runs = [run('A', 0), run('C', 4)];

    expect(arrange({ m1: 'A', m2: 'C' }, { runs, rollbacks: [rollback('B', 2), rollback('D', 6)] })).toEqual([
      'm1',
      'run A',
      'rollback B',
      'm2',
      'run C',
      'rollback D',
    ]);
  });

  it('does not lose the message of a run that is not among the runs', () => {
    expect(arrange({ m1: 'gone' }, {})).toEqual(['m1']);
  });
});
