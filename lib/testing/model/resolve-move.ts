import type { Command } from './commands';
import type { Move } from './round';
import { isRetryable, type ModelRun, openQuestions, runningRun, type ThreadState } from './thread-model';

export interface Place {
  state: ThreadState;
  /** All questions the thread has ever asked, by name. */
  asked: string[];
  /** A name that no run has had yet. */
  name: string;
}

/** A move as a command to this thread; null when there is nothing it could be about. */
export function resolveMove(move: Move, { state, asked, name }: Place): Command | null {
  switch (move.type) {
    case 'create': {
      const { type, input, strategy, onPending, isScheduled } = move;
      return { type, name, input, strategy, onPending, isScheduled };
    }
    case 'resume':
      return resolveResume(move, { state, asked, name });
    case 'continue':
      return { ...move, name };
    case 'retry': {
      const run = at(
        state.runs.filter((each) => isRetryable(each) && !isRepeated(each, state)),
        move.pick,
      );
      return run ? { type: 'retry', name, run: run.name } : null;
    }
    case 'expire': {
      const question = at(
        state.questions.filter(({ onExpire }) => onExpire !== 'none'),
        move.pick,
      );
      return question ? { type: 'expire', name, question: question.name } : null;
    }
    case 'cancel': {
      const run = at(state.runs.slice(-4), move.pick);
      return run ? { type: 'cancel', run: run.name, action: move.action } : null;
    }
    case 'go': {
      const run = runningRun(state);
      return run ? { type: 'go', run: run.name, how: move.how } : null;
    }
    case 'due': {
      const run = at(
        state.runs.filter((each) => each.isScheduled && each.status === 'pending'),
        move.pick,
      );
      return run ? { type: 'due', run: run.name } : null;
    }
    default:
      return move satisfies never;
  }
}

function resolveResume(move: Extract<Move, { type: 'resume' }>, { state, asked, name }: Place): Command | null {
  const resume = {
    type: 'resume' as const,
    name,
    value: `by-${name}`,
    strategy: move.strategy,
    isScheduled: move.isScheduled,
  };
  const open = openQuestions(state).map((question) => question.name);
  const to = (names: (string | undefined)[]) => {
    const known = names.filter((each) => each !== undefined);
    if (known.length === 0) return null;
    return { ...resume, answers: Object.fromEntries(known.map((each) => [each, resume.value])) };
  };
  switch (move.to) {
    case 'open':
      return to([at(open, move.pick)]);
    case 'all':
      return to(open);
    case 'any':
      return to([at(asked, move.pick)]);
    case 'stale':
      return to([
        at(
          asked.filter((each) => !open.includes(each)),
          move.pick,
        ),
      ]);
    case 'unknown':
      return { ...resume, answers: { unknown: resume.value } };
    case 'scalar':
      return { ...resume, answers: null };
    default:
      return move.to satisfies never;
  }
}

/** Its input was sent again already. Once more, and two questions would have the same name. */
function isRepeated(run: ModelRun, { runs }: ThreadState): boolean {
  return run.says !== null && runs.some((other) => other !== run && other.says === run.says);
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list.length === 0 ? undefined : list[pick % list.length];
}
