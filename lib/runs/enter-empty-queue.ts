import type { Run } from '#lib/store/generated/client';
import type { RunDraft } from './draft-run';
import { graphOf, type Holdpoint } from './holdpoint';
import { insertRun, type RunAssistant, type RunThread } from './insert-run';
import { assistantIdOf } from './resolve-assistant';

interface Scene {
  assistant_id: string;
  graph_id: string;
  assistant_config: unknown;
  assistant_context: unknown;
  assistant_metadata: unknown;
  thread_config: unknown;
  thread_metadata: unknown;
  revision: number;
  is_busy: boolean;
  is_asking: boolean;
}

/**
 * The usual case, in two statements and without a transaction: a run for a thread on which nothing waits. The thread's
 * revision, read before and checked in the statement that writes, says that this still holds.
 * @returns null when there is more to decide, or something came in between; nothing is written then
 */
export async function enterEmptyQueue(hp: Holdpoint, draft: RunDraft): Promise<Run | null> {
  // A resume speaks of questions, and what a person does belongs to the audit trail: both need a transaction.
  if (draft.kind === 'resume' || draft.actor !== null) return null;
  const scene = await readScene(hp, draft);
  if (!scene || scene.is_busy || scene.is_asking) return null;
  graphOf(hp, scene.graph_id);
  return insertRun(hp.db.sql, { draft, assistant: assistantOf(scene), thread: threadOf(scene, draft), isNext: true });
}

async function readScene(hp: Holdpoint, { threadId, assistantId }: RunDraft): Promise<Scene | undefined> {
  const [scene] = await hp.db.sql.$queryRaw<Scene[]>`
    SELECT a.id AS assistant_id, a.graph_id, a.config AS assistant_config, a.context AS assistant_context,
      a.metadata AS assistant_metadata, t.config AS thread_config, t.metadata AS thread_metadata, t.revision,
      EXISTS (SELECT 1 FROM runs r WHERE r.thread_id = t.id AND r.status IN ('pending', 'running')) AS is_busy,
      EXISTS (SELECT 1 FROM interrupts i WHERE i.thread_id = t.id AND i.outcome = 'pending') AS is_asking
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
