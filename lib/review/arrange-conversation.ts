import type { CommentView } from './list-comments';
import type { Message } from './parse-message';
import type { QuestionRecord } from './question-record';
import type { RunItem } from './run-item';

/** A run that was deleted with everything it wrote; only the audit trail knows of it. */
export interface RolledBackRun {
  runId: string | null;
  actor: string | null;
  /** ISO 8601. */
  at: string;
  message: string | null;
  checkpoints: number | null;
  supersededBy: string | null;
}

export interface ToldQuestion extends QuestionRecord {
  comments: CommentView[];
}

export type ConversationEntry =
  | { type: 'message'; message: Message }
  | { type: 'question'; question: ToldQuestion }
  | { type: 'run'; run: RunItem }
  | { type: 'rollback'; rollback: RolledBackRun };

interface ConversationParts {
  messages: Message[];
  /** The run that brought each message, by message id. */
  runOfMessage: ReadonlyMap<string, string>;
  /** In the order in which they were received. */
  runs: RunItem[];
  questions: ToldQuestion[];
  rollbacks: RolledBackRun[];
}

interface Insertion {
  /** Comes before the message at this index. */
  position: number;
  /** Order among those of one position. */
  rank: number;
  entries: ConversationEntry[];
}

/**
 * Puts a thread's story in order. Messages stay in the order of the state; after the last message of a run come the
 * questions it asked and the line that says how it ended. Runs that left no message keep their place among the others.
 */
export function arrangeConversation(parts: ConversationParts): ConversationEntry[] {
  const spans = spansOfRuns(parts);
  const insertions = [...endings(parts, spans), ...rollbackNotes(parts, spans)];
  insertions.sort((a, b) => a.position - b.position || a.rank - b.rank);
  const before = (index: number) =>
    insertions.filter((insertion) => insertion.position === index).flatMap(({ entries }) => entries);
  const told = parts.messages.flatMap((message, index): ConversationEntry[] => [
    ...before(index),
    { type: 'message', message },
  ]);
  return [...told, ...before(parts.messages.length)];
}

interface Span {
  start: number;
  end: number;
}

/** Where the messages of each run begin and end; a run without messages is an empty span behind the runs before it. */
function spansOfRuns({ messages, runOfMessage, runs }: ConversationParts): Span[] {
  const runIds = messages.map((message) => message.id && runOfMessage.get(message.id));
  let reached = 0;
  return runs.map((run) => {
    const start = runIds.indexOf(run.id);
    if (start < 0) return { start: reached, end: reached };
    const end = runIds.lastIndexOf(run.id) + 1;
    reached = Math.max(reached, end);
    return { start, end };
  });
}

function endings({ runs, questions }: ConversationParts, spans: Span[]): Insertion[] {
  return runs.map((run, index) => {
    const asked = questions.filter((question) => question.runId === run.id);
    const entries: ConversationEntry[] = [
      ...asked.map((question) => ({ type: 'question' as const, question })),
      { type: 'run', run },
    ];
    return { position: spans[index]?.end ?? 0, rank: 2 * index + 1, entries };
  });
}

/** A rollback is told where the run begins that took the place of the deleted one, or else where it falls in time. */
function rollbackNotes({ runs, rollbacks, messages }: ConversationParts, spans: Span[]): Insertion[] {
  return rollbacks.map((rollback) => {
    const successor = runs.findIndex((run) => run.id === rollback.supersededBy);
    const index = successor < 0 ? runs.findIndex((run) => run.createdAt >= rollback.at) : successor;
    const rank = 2 * (index < 0 ? runs.length : index);
    return { position: spans[index]?.start ?? messages.length, rank, entries: [{ type: 'rollback', rollback }] };
  });
}
