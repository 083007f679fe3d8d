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

/** Somebody ended the thread as it stood, and said why. */
export interface EndedThread {
  actor: string | null;
  /** ISO 8601. */
  at: string;
  reason: string | null;
}

export interface ToldQuestion extends QuestionRecord {
  comments: CommentView[];
  /** Whether it was dropped by the end of its thread. */
  isEnded: boolean;
}

export type ConversationEntry =
  | { type: 'message'; message: Message }
  | { type: 'question'; question: ToldQuestion }
  | { type: 'run'; run: RunItem }
  | { type: 'rollback'; rollback: RolledBackRun }
  | { type: 'end'; end: EndedThread };

interface ConversationParts {
  messages: Message[];
  /** The run that brought each message, by message id. */
  runOfMessage: ReadonlyMap<string, string>;
  /** In the order in which they were received. */
  runs: RunItem[];
  questions: ToldQuestion[];
  rollbacks: RolledBackRun[];
  ends: EndedThread[];
}

/** A run has four places: what was rolled back before it, the questions it answers, its end, and the questions it leaves. */
const PLACES = 4;

interface Insertion {
  /** Comes before the message at this index. */
  position: number;
  /** Order among those of one position. */
  rank: number;
  entries: ConversationEntry[];
}

/**
 * Puts a thread's story in order. Messages stay in the order of the state; after the last message of a run come the line that says
 * how it ended and the questions that wait because of it. A question that was decided stands where the thread went on with that:
 * before the run that brought the answer, or something newer. Runs that left no message keep their place among the others.
 */
export function arrangeConversation(parts: ConversationParts): ConversationEntry[] {
  const spans = spansOfRuns(parts);
  const insertions = [
    ...endings(parts, spans),
    ...questionsInPlace(parts, spans),
    ...rollbackNotes(parts, spans),
    ...endNotes(parts, spans),
  ];
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

function endings({ runs }: ConversationParts, spans: Span[]): Insertion[] {
  return runs.map((run, index) => {
    return { position: spans[index]?.end ?? 0, rank: PLACES * index + 2, entries: [{ type: 'run', run }] };
  });
}

function questionsInPlace({ runs, questions }: ConversationParts, spans: Span[]): Insertion[] {
  const indexOf = (id: string | null) => runs.findIndex((run) => run.id === id);
  return questions.flatMap((question): Insertion[] => {
    const entries: ConversationEntry[] = [{ type: 'question', question }];
    const next = indexOf(question.answerRunId ?? question.supersededBy);
    if (next >= 0) return [{ position: spans[next]?.start ?? 0, rank: PLACES * next + 1, entries }];
    const asking = indexOf(question.runId);
    return asking < 0 ? [] : [{ position: spans[asking]?.end ?? 0, rank: PLACES * asking + 3, entries }];
  });
}

/** A rollback is told where the run begins that took the place of the deleted one, or else where it falls in time. */
function rollbackNotes({ runs, rollbacks, messages }: ConversationParts, spans: Span[]): Insertion[] {
  return rollbacks.map((rollback) => {
    const successor = runs.findIndex((run) => run.id === rollback.supersededBy);
    const index = successor < 0 ? runs.findIndex((run) => run.createdAt >= rollback.at) : successor;
    const rank = PLACES * (index < 0 ? runs.length : index);
    return { position: spans[index]?.start ?? messages.length, rank, entries: [{ type: 'rollback', rollback }] };
  });
}

/** An end is told before what was done after it: runs that came later, or that waited for an answer until then. */
function endNotes({ runs, ends, messages }: ConversationParts, spans: Span[]): Insertion[] {
  return ends.map((end) => {
    const index = runs.findIndex((run) => (run.startedAt ?? run.createdAt) >= end.at || run.status === 'pending');
    const rank = PLACES * (index < 0 ? runs.length : index);
    return { position: spans[index]?.start ?? messages.length, rank, entries: [{ type: 'end', end }] };
  });
}
