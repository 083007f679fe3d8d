import type { ShownQuestion } from '#lib/runs/shown-questions';
import type { ThreadView } from '#lib/runs/thread-view';
import { storedToWire, toWire } from '#lib/store/value-codec';
import { toWireInterrupt } from './interrupt';
import { isSelected } from './select-fields';

/** JSON of a thread as clients know it, with the values of its head and its open questions by task. */
export function wireThread(view: ThreadView, select?: readonly string[]): string {
  const fields = Object.entries(fieldsOf(view)).filter(([name]) => isSelected(name, select));
  return `{${fields.map(([name, text]) => `"${name}":${text}`)}}`;
}

/** Each as JSON text: what is stored as JSON, and may be large, is handed on as it is. */
function fieldsOf(view: ThreadView): Record<string, string> {
  return {
    thread_id: `"${view.id}"`,
    created_at: JSON.stringify(view.createdAt),
    updated_at: JSON.stringify(view.updatedAt),
    state_updated_at: JSON.stringify(view.stateUpdatedAt),
    metadata: view.metadata,
    status: `"${view.status}"`,
    config: view.config,
    values: view.values === null ? 'null' : storedToWire(view.values),
    interrupts: toWire(interruptsByTask(view.questions ?? [])),
    error: view.error ?? 'null',
    ...(view.retention && { ttl: JSON.stringify(wireTtl(view)) }),
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
