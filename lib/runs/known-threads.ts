import { LRUCache } from 'lru-cache';
import type { ThreadStatus } from '#lib/store/generated/enums';
import type { NewRun, RunAssistant, RunThread } from './insert-run';
import { isRecord } from './is-record';
import type { OpenQuestion } from './open-questions';

/** What has to be known of a thread before a run can be put on it. */
export interface ThreadScene {
  thread: RunThread;
  status: ThreadStatus;
  /** Whether a run of it has not ended. */
  isBusy: boolean;
  /** Absent: there is more to its runs than this says. */
  queue?: KnownQueue;
  /** Whether it has no checkpoint yet. */
  isFirst: boolean;
  open: OpenQuestion[];
}

/** The runs of a busy thread: one that came when no question was open, and was due, and those behind it. */
export interface KnownQueue {
  firstId: string;
  behind: number;
}

export type KnownAssistant = RunAssistant & { version: number };

/** What takes more JSON than this is read again each time. */
const LONGEST_TEXT = 10_000;

const KEPT = {
  max: 1_000,
  maxEntrySize: LONGEST_TEXT,
  sizeCalculation: (value: object) => JSON.stringify(value).length,
};

/**
 * Threads and assistants as this process left them. Others may have changed them since, so whoever builds on it names the
 * thread's revision and the assistant's version in the statement that writes, and looks again when they are no longer those.
 */
export class KnownThreads {
  readonly #threads = new LRUCache<string, ThreadScene>(KEPT);
  readonly #assistants = new LRUCache<string, KnownAssistant>(KEPT);

  find(threadId: string): ThreadScene | undefined {
    return this.#threads.get(threadId);
  }

  findAssistant(id: string): KnownAssistant | undefined {
    return this.#assistants.get(id);
  }

  keep(scene: ThreadScene): void {
    this.#threads.set(scene.thread.id, scene);
  }

  keepAssistant(assistant: KnownAssistant): void {
    this.#assistants.set(assistant.id, assistant);
  }

  /** A run has come to the thread as it was known, behind others or alone. */
  keepBusy(scene: ThreadScene, { draft, assistant, isNext }: NewRun): void {
    const { metadata, revision } = scene.thread;
    const named = { ...(isRecord(metadata) && metadata), graph_id: assistant.graphId, assistant_id: assistant.id };
    const thread = { ...scene.thread, metadata: named, revision: revision + 1 };
    const isPlain = scene.open.length === 0 && draft.afterSeconds === 0;
    const first = isPlain ? { firstId: draft.runId, behind: 0 } : undefined;
    const queue = isNext ? first : scene.queue && { ...scene.queue, behind: scene.queue.behind + 1 };
    this.keep({ status: 'busy', isBusy: true, queue, isFirst: scene.isFirst, open: [], thread });
  }

  /** The only run of the thread has ended, at a revision. */
  keepResting(threadId: string, revision: number, left: Pick<ThreadScene, 'status' | 'open'>): void {
    const scene = this.find(threadId);
    if (scene?.thread.revision !== revision) this.forget(threadId);
    else this.keep({ ...left, thread: { ...scene.thread, revision: revision + 1 }, isBusy: false, isFirst: false });
  }

  forget(threadId: string): void {
    this.#threads.delete(threadId);
  }
}
