import { type Branch, listBranches, type StateSnapshot } from '#lib/engine';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { getThreadHistory, getThreadState } from '#lib/runs/thread-state';
import { checkpointIdOf } from './get-state-view';
import { listLevels, type StateLevel } from './list-levels';
import { QUESTION_SELECT, type QuestionRecord, toQuestionRecord } from './question-record';
import { type StateChange, summarizeChange } from './summarize-change';
import { superstepMs } from './superstep-ms';
import { toWire } from './wire';

/** One checkpoint of a thread and what it changed. */
export interface HistoryItem {
  checkpointId: string;
  parentId: string | null;
  step: number | null;
  source: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  /** How long its nodes took together, in milliseconds; null when no node made it. */
  tookMs: number | null;
  /** Its place in `branches`. */
  branch: number;
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

/** A line of checkpoints up to one that no other follows. */
export interface HistoryBranch {
  headId: string;
  /** The checkpoint of another branch that this one goes on from; null: none, or it is too old to be listed. */
  forkedFrom: string | null;
  checkpoints: number;
}

export interface History {
  items: HistoryItem[];
  /** That with the newest checkpoint first; one, unless the thread was forked. */
  branches: HistoryBranch[];
  /** The graphs in which the thread has checkpoints, its own first. */
  levels: StateLevel[];
  /** The oldest checkpoints are left out. */
  isCut: boolean;
}

const LIMIT = 200;

/** The checkpoints of a thread, or of a graph nested in its own, newest first, all branches together. */
export async function getHistory(hp: Holdpoint, threadId: string, ns = ''): Promise<History> {
  const [snapshots, rows, questions, levels] = await Promise.all([
    getThreadHistory(hp, { threadId, checkpointNs: ns, limit: LIMIT + 1 }),
    hp.db.prisma.checkpoint.findMany({
      where: { threadId, ns },
      select: { id: true, runId: true, createdBy: true, run: { select: { startedAt: true } } },
      orderBy: { seq: 'desc' },
      take: LIMIT + 1,
    }),
    hp.db.prisma.interrupt.findMany({ where: { threadId }, orderBy: { createdAt: 'asc' }, select: QUESTION_SELECT }),
    listLevels(hp, threadId),
  ]);
  const origins = new Map(rows.map((row) => [row.id, row]));
  const asked = questions.map(toQuestionRecord);
  const shown = snapshots.slice(0, LIMIT);
  const parents = await parentsOf(hp, { threadId, ns, shown, known: snapshots });
  const branches = listBranches(shown);
  const items = shown.map((snapshot): HistoryItem => {
    const checkpointId = checkpointIdOf(snapshot.config) ?? '';
    const parentId = checkpointIdOf(snapshot.parentConfig);
    const origin = origins.get(checkpointId);
    const parent = parentId ? parents.get(parentId) : undefined;
    return {
      ...{ checkpointId, parentId },
      step: snapshot.metadata?.step ?? null,
      source: snapshot.metadata?.source ?? null,
      createdAt: snapshot.createdAt ?? null,
      tookMs: superstepMs({ snapshot, parent, runStartedAt: origin?.run?.startedAt ?? null }),
      branch: branches.findIndex(({ checkpoints }) => checkpoints.includes(snapshot)),
      runId: origin?.runId ?? null,
      createdBy: origin?.createdBy ?? null,
      nodes: nodesThatRan(snapshot, parent),
      next: [...new Set(snapshot.next)],
      changes: summarizeChange(parent?.values, snapshot.values),
      questions: asked.filter((question) => question.checkpointId === checkpointId),
    };
  });
  return toWire({ items, branches: branches.map(toHistoryBranch), levels, isCut: snapshots.length > LIMIT });
}

function toHistoryBranch({ headId, forkedFrom, checkpoints }: Branch): HistoryBranch {
  return { headId, forkedFrom: forkedFrom ?? null, checkpoints: checkpoints.length };
}

/** A fork's parent may lie far back; it is read by itself. */
async function parentsOf(
  hp: Holdpoint,
  { threadId, ns, shown, known }: { threadId: string; ns: string; shown: StateSnapshot[]; known: StateSnapshot[] },
): Promise<Map<string, StateSnapshot>> {
  const parents = new Map(known.map((snapshot) => [checkpointIdOf(snapshot.config) ?? '', snapshot]));
  for (const checkpointId of new Set(shown.map((snapshot) => checkpointIdOf(snapshot.parentConfig)))) {
    if (checkpointId && !parents.has(checkpointId)) {
      parents.set(checkpointId, await getThreadState(hp, { threadId, checkpointId, checkpointNs: ns }));
    }
  }
  return parents;
}

/** Only a step of the loop is made by tasks; an input or an edit is written from outside. */
function nodesThatRan(snapshot: StateSnapshot, parent: StateSnapshot | undefined): string[] {
  if (snapshot.metadata?.source !== 'loop' || !parent) return [];
  return [...new Set(parent.tasks.map((task) => task.name))];
}
