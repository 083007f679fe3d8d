import { Prisma, type Run } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { hasAny } from '#lib/store/has-any';
import type { NewClaim } from './arrivals';
import { claimedOnArrival } from './claimed-on-arrival';
import type { RunDraft } from './draft-run';
import { graphOf, type Holdpoint } from './holdpoint';
import { effectiveKwargs, insertRun, type NewRun, type RunAssistant, type RunThread } from './insert-run';
import { type OpenQuestion, openQuestionsOf } from './open-questions';
import { planQuestions } from './plan-questions';
import { readHead } from './read-head';
import { assistantIdOf } from './resolve-assistant';

interface Scene {
  assistant_id: string;
  graph_id: string;
  assistant_config: unknown;
  assistant_context: unknown;
  assistant_metadata: unknown;
  thread_config: unknown;
  thread_metadata: unknown;
  status: ThreadStatus;
  revision: number;
  is_busy: boolean;
  is_first: boolean;
  open: OpenQuestion[];
}

/**
 * The usual cases, in two statements and without a transaction: a run for a thread on which no other waits, and which either
 * asks nothing or is being answered. The thread's revision, read before and checked in the statement that writes, says that what
 * was read still holds. If this process has room, the run begins here and nobody has to look for it.
 * @returns null when there is more to decide, or something came in between; nothing is written then
 * @throws HoldpointError `graph_not_found` and those of planQuestions
 */
export async function enterEmptyQueue(hp: Holdpoint, draft: RunDraft): Promise<Run | null> {
  const scene = await readScene(hp, draft);
  if (!scene || scene.is_busy) return null;
  graphOf(hp, scene.graph_id);
  const plan = planQuestions(draft, scene);
  const leavesQuestions = plan.type !== 'answer' && scene.open.length > 0;
  if (plan.type === 'refuse' || leavesQuestions) return null;
  const parts = { draft: { ...draft, ...plan.run }, assistant: assistantOf(scene), thread: threadOf(scene, draft) };
  const answers = plan.type === 'answer' ? plan.answers : null;
  return beginOrWait(hp, { ...parts, kwargs: effectiveKwargs(parts), answers, isNext: true }, scene);
}

async function beginOrWait(hp: Holdpoint, newRun: NewRun, { is_first: isFirst }: Scene): Promise<Run | null> {
  const insert = async (claim?: NewClaim) => {
    const inserted = insertRun(hp.db.sql, { ...newRun, claim });
    // If the run is inserted, nobody has changed the thread since we looked at it, nor can anybody until the run does.
    const head = claim && !isFirst ? readHead(hp.db, newRun.thread.id) : undefined;
    const run = await inserted;
    return { run, claimed: run && claim ? { ...claimedOnArrival({ ...newRun, claim }, isFirst), head } : null };
  };
  const isDue = newRun.draft.afterSeconds === 0;
  const { run } = await (isDue ? hp.arrivals.claiming(insert) : insert());
  // As it was received: whether somebody executes it by now, and what came of that, is another question.
  return run && { ...run, status: 'pending' };
}

async function readScene(hp: Holdpoint, { threadId, assistantId }: RunDraft): Promise<Scene | undefined> {
  const [scene] = await hp.db.sql.$queryRaw<Scene[]>`
    SELECT a.id AS assistant_id, a.graph_id, a.config AS assistant_config, a.context AS assistant_context,
      a.metadata AS assistant_metadata, t.config AS thread_config, t.metadata AS thread_metadata, t.status, t.revision,
      ${hasAny(Prisma.sql`SELECT 1 FROM runs r WHERE r.thread_id = t.id AND r.status IN ('pending', 'running')`)} AS is_busy,
      NOT ${hasAny(Prisma.sql`SELECT 1 FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = ''`)} AS is_first,
      ${openQuestionsOf(Prisma.sql`t.id`)} AS open
    FROM threads t, assistants a WHERE t.id = ${threadId}::uuid AND a.id = ${assistantIdOf(assistantId)}::uuid`;
  return scene;
}

// Columns of type jsonb hold what Prisma's models say they do.
function assistantOf(scene: Scene): RunAssistant {
  return {
    id: scene.assistant_id,
    graphId: scene.graph_id,
    config: scene.assistant_config as RunAssistant['config'],
    context: scene.assistant_context as RunAssistant['context'],
    metadata: scene.assistant_metadata as RunAssistant['metadata'],
  };
}

function threadOf(scene: Scene, { threadId }: RunDraft): RunThread {
  return {
    id: threadId,
    config: scene.thread_config as RunThread['config'],
    metadata: scene.thread_metadata as RunThread['metadata'],
    revision: scene.revision,
  };
}
