import type { StateSnapshot } from '#lib/engine';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { getThreadHistory, getThreadState } from '#lib/runs/thread-state';
import { checkpointIdOf } from './get-state-view';
import { QUESTION_SELECT, type QuestionRecord, toQuestionRecord } from './question-record';
import { type StateChange, summarizeChange } from './summarize-change';
import { toWire } from './wire';

/** One checkpoint of a thread and what it changed. */
export interface HistoryItem {
  checkpointId: string;
  parentId: string | null;
  step: number | null;
  source: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  runId: string | null;
  /** Who edited the state, when no run did. */
  createdBy: string | null;
  /** The nodes whose tasks made it. */
  nodes: string[];
  next: string[];
  changes: StateChange[];
  /** What was asked here, and what became of it. */
  questions: QuestionRecord[];
}

export interface History {
  items: HistoryItem[];
  /** The oldest checkpoints are left out. */
  isCut: boolean;
}

const LIMIT = 200;

/** The checkpoints of a thread, newest first, all its branches together. */
export async function getHistory(hp: Holdpoint, threadId: string): Promise<History> {
  const [snapshots, rows, questions] = await Promise.all([
    getThreadHistory(hp, { threadId, checkpointNs: '', limit: LIMIT + 1 }),
    hp.db.prisma.checkpoint.findMany({
      where: { threadId, ns: '' },
      select: { id: true, runId: true, createdBy: true },
    }),
    hp.db.prisma.interrupt.findMany({ where: { threadId }, orderBy: { createdAt: 'asc' }, select: QUESTION_SELECT }),
  ]);
  const origins = new Map(rows.map((row) => [row.id, row]));
  const asked = questions.map(toQuestionRecord);
  const shown = snapshots.slice(0, LIMIT);
  const parents = await parentsOf(hp, { threadId, shown, known: snapshots });
  const items = shown.map((snapshot) => {
    const checkpointId = checkpointIdOf(snapshot.config) ?? '';
    const parentId = checkpointIdOf(snapshot.parentConfig);
    const origin = origins.get(checkpointId);
    const parent = parentId ? parents.get(parentId) : undefined;
    return {
      ...{ checkpointId, parentId },
      step: snapshot.metadata?.step ?? null,
      source: snapshot.metadata?.source ?? null,
      createdAt: snapshot.createdAt ?? null,
      runId: origin?.runId ?? null,
      createdBy: origin?.createdBy ?? null,
      nodes: nodesThatRan(snapshot, parent),
      next: [...new Set(snapshot.next)],
      changes: summarizeChange(parent?.values, snapshot.values),
      questions: asked.filter((question) => question.checkpointId === checkpointId),
    };
  });
  return toWire({ items, isCut: snapshots.length > LIMIT });
}

/** A fork's parent may lie far back; it is read by itself. */
async function parentsOf(
  hp: Holdpoint,
  { threadId, shown, known }: { threadId: string; shown: StateSnapshot[]; known: StateSnapshot[] },
): Promise<Map<string, StateSnapshot>> {
  const parents = new Map(known.map((snapshot) => [checkpointIdOf(snapshot.config) ?? '', snapshot]));
  for (const checkpointId of new Set(shown.map((snapshot) => checkpointIdOf(snapshot.parentConfig)))) {
    if (checkpointId && !parents.has(checkpointId)) {
      parents.set(checkpointId, await getThreadState(hp, { threadId, checkpointId }));
    }
  }
  return parents;
}

/** Only a step of the loop is made by tasks; an input or an edit is written from outside. */
function nodesThatRan(snapshot: StateSnapshot, parent: StateSnapshot | undefined): string[] {
  if (snapshot.metadata?.source !== 'loop' || !parent) return [];
  return [...new Set(parent.tasks.map((task) => task.name))];
}
