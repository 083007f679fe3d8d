import type { ShownQuestion } from '#lib/runs/shown-questions';
import type { ThreadView } from '#lib/runs/thread-view';
import { storedToWire, toWire } from '#lib/store/value-codec';
import { toWireInterrupt } from './interrupt';
import { isSelected } from './select-fields';

/** JSON of a thread as clients know it, with the values of its head and its open questions by task. */
export function wireThread(view: ThreadView, select?: readonly string[]): string {
  const fields = Object.entries(fieldsOf(view)).filter(([name]) => isSelected(name, select));
  return `{${fields.map(([name, write]) => `"${name}":${write()}`)}}`;
}

/** Fields by name, each as JSON text. */
function fieldsOf(view: ThreadView): Record<string, () => string> {
  return {
    thread_id: () => toWire(view.id),
    created_at: () => toWire(view.createdAt),
    updated_at: () => toWire(view.updatedAt),
    state_updated_at: () => toWire(view.stateUpdatedAt),
    metadata: () => toWire(view.metadata),
    status: () => toWire(view.status),
    config: () => toWire(view.config),
    // A state may be large, and is stored as JSON.
    values: () => (view.values === null ? 'null' : storedToWire(view.values)),
    interrupts: () => toWire(interruptsByTask(view.questions)),
    error: () => toWire(view.error),
    ...(view.retention && { ttl: () => toWire(wireTtl(view)) }),
  };
}

function wireTtl({ retention, ttlMinutes, updatedAt }: ThreadView) {
  if (ttlMinutes === null) return { strategy: retention };
  return {
    strategy: retention,
    ttl_minutes: ttlMinutes,
    expires_at: new Date(updatedAt.getTime() + ttlMinutes * 60_000),
  };
}

function interruptsByTask(questions: ShownQuestion[]) {
  const taskIds = [...new Set(questions.map((question) => question.taskId))];
  return Object.fromEntries(
    taskIds.map((id) => [id, questions.filter((question) => question.taskId === id).map(toWireInterrupt)]),
  );
}
