import { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { hasAny } from '#lib/store/has-any';
import type { RunDraft } from './draft-run';
import type { Holdpoint } from './holdpoint';
import type { RunAssistant, RunThread } from './insert-run';
import type { KnownAssistant, ThreadScene } from './known-threads';
import { type OpenQuestion, openQuestionsOf } from './open-questions';
import { assistantIdOf } from './resolve-assistant';

/** All that decides whether a run can enter a thread's queue, and as what. */
export interface Scene extends ThreadScene {
  assistant: KnownAssistant;
}

/** As this process left it; the statement that builds on it has to say so. */
export function knownScene({ known }: Holdpoint, { threadId, assistantId }: RunDraft): Scene | undefined {
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

/** As it is now. */
export async function readScene(hp: Holdpoint, { threadId, assistantId }: RunDraft): Promise<Scene | undefined> {
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
