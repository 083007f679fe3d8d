import { HoldpointError } from '#lib/errors';
import { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { hasAny } from '#lib/store/has-any';
import type { NewClaim } from './arrivals';
import { claimedOnArrival } from './claimed-on-arrival';
import type { RunDraft } from './draft-run';
import { graphOf, type Holdpoint } from './holdpoint';
import {
  effectiveKwargs,
  insertRun,
  type NewRun,
  type ReceivedRun,
  type RunAssistant,
  type RunThread,
} from './insert-run';
import type { KnownAssistant, ThreadScene } from './known-threads';
import { type OpenQuestion, openQuestionsOf } from './open-questions';
import { planQuestions } from './plan-questions';
import { readHead } from './read-head';
import { assistantIdOf } from './resolve-assistant';

/** All that decides whether a run can enter a thread's queue, and as what. */
interface Scene extends ThreadScene {
  assistant: KnownAssistant;
}

/**
 * The usual cases, without a transaction: a run for a thread on which no other waits, and which either asks nothing or is being
 * answered. The thread's revision and the assistant's version, checked in the statement that writes, say that what was known or
 * read before still holds. If this process has room, the run begins here and nobody has to look for it.
 * @returns null when there is more to decide, or something came in between; nothing is written then
 * @throws HoldpointError `graph_not_found` and those of planQuestions
 */
export async function enterEmptyQueue(hp: Holdpoint, draft: RunDraft): Promise<ReceivedRun | null> {
  const known = knownScene(hp, draft);
  if (known?.isBusy) return null;
  const planned = known && planUnlessRefused(hp, draft, known);
  const run = planned ? await beginOrWait(hp, planned, known) : null;
  if (run) return run;
  const scene = await readScene(hp, draft);
  const plan = scene && !scene.isBusy ? planRun(hp, draft, scene) : null;
  return scene && plan ? beginOrWait(hp, plan, scene) : null;
}

/** Whether something really is in the way, only the database can say. */
function planUnlessRefused(hp: Holdpoint, draft: RunDraft, scene: Scene): NewRun | null {
  try {
    return planRun(hp, draft, scene);
  } catch (error) {
    if (error instanceof HoldpointError) return null;
    throw error;
  }
}

function planRun(hp: Holdpoint, draft: RunDraft, scene: Scene): NewRun | null {
  const { assistant, thread, open } = scene;
  graphOf(hp, assistant.graphId);
  const plan = planQuestions(draft, scene);
  const leavesQuestions = plan.type !== 'answer' && open.length > 0;
  if (plan.type === 'refuse' || leavesQuestions) return null;
  const parts = { draft: { ...draft, ...plan.run }, assistant, thread };
  const answers = plan.type === 'answer' ? plan.answers : null;
  return { ...parts, assistantVersion: assistant.version, kwargs: effectiveKwargs(parts), answers, isNext: true };
}

async function beginOrWait(hp: Holdpoint, newRun: NewRun, scene: Scene): Promise<ReceivedRun | null> {
  const { isFirst } = scene;
  const insert = async (claim?: NewClaim) => {
    const inserted = insertRun(hp.db.sql, { ...newRun, claim });
    // If the run is inserted, nobody has changed the thread since we looked at it, nor can anybody until the run does.
    const head = claim && !isFirst ? readHead(hp.db, newRun.thread.id) : undefined;
    const run = await inserted;
    // Before the run begins, since its end builds on it.
    if (run) hp.known.keepBusy(scene, newRun.assistant);
    return { run, claimed: run && claim ? { ...claimedOnArrival({ ...newRun, claim }, isFirst), head } : null };
  };
  const isDue = newRun.draft.afterSeconds === 0;
  const { run } = await (isDue ? hp.arrivals.claiming(insert) : insert());
  return run;
}

function knownScene({ known }: Holdpoint, { threadId, assistantId }: RunDraft): Scene | undefined {
  const scene = known.find(threadId);
  const assistant = known.findAssistant(assistantIdOf(assistantId));
  return scene && assistant && { ...scene, assistant };
}

interface SceneRow {
  assistant_id: string;
  graph_id: string;
  version: number;
  assistant_config: unknown;
  assistant_context: unknown;
  assistant_metadata: unknown;
  thread_config: unknown;
  thread_metadata: unknown;
  created_at: Date;
  status: ThreadStatus;
  revision: number;
  is_busy: boolean;
  is_first: boolean;
  open: OpenQuestion[];
}

async function readScene(hp: Holdpoint, { threadId, assistantId }: RunDraft): Promise<Scene | undefined> {
  const [row] = await hp.db.sql.$queryRaw<SceneRow[]>`
    SELECT a.id AS assistant_id, a.graph_id, a.version, a.config AS assistant_config, a.context AS assistant_context,
      a.metadata AS assistant_metadata, t.config AS thread_config, t.metadata AS thread_metadata, t.created_at, t.status, t.revision,
      ${hasAny(Prisma.sql`SELECT 1 FROM runs r WHERE r.thread_id = t.id AND r.status IN ('pending', 'running')`)} AS is_busy,
      NOT ${hasAny(Prisma.sql`SELECT 1 FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = ''`)} AS is_first,
      ${openQuestionsOf(Prisma.sql`t.id`)} AS open
    FROM threads t, assistants a WHERE t.id = ${threadId}::uuid AND a.id = ${assistantIdOf(assistantId)}::uuid`;
  if (!row) return undefined;
  const assistant = assistantOf(row);
  hp.known.keepAssistant(assistant);
  return { ...sceneOf(row), thread: threadOf(row, threadId), assistant };
}

function sceneOf({ status, is_busy: isBusy, is_first: isFirst, open }: SceneRow) {
  return { status, isBusy, isFirst, open };
}

// Columns of type jsonb hold what Prisma's models say they do.
function assistantOf(row: SceneRow): KnownAssistant {
  return {
    id: row.assistant_id,
    graphId: row.graph_id,
    version: row.version,
    config: row.assistant_config as RunAssistant['config'],
    context: row.assistant_context as RunAssistant['context'],
    metadata: row.assistant_metadata as RunAssistant['metadata'],
  };
}

function threadOf(row: SceneRow, id: string): RunThread {
  return {
    id,
    config: row.thread_config as RunThread['config'],
    metadata: row.thread_metadata as RunThread['metadata'],
    revision: row.revision,
    createdAt: row.created_at,
  };
}
