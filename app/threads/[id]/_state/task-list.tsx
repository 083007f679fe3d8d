import { CircleHelp } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { JsonView } from '#app/_ui/json-view';
import { t } from '#lib/language/gettext';
import type { StateView, StateViewTask } from '#lib/review/get-state-view';
import { interruptTitle } from '#lib/runs/interrupt-title';

/** The tasks of a checkpoint: what runs next, what failed, and what each of them asks. */
export function TaskList({ tasks }: { tasks: StateViewTask[] }) {
  if (tasks.length === 0)
    return <p className="text-sm text-ink-faint">{t`Nothing is due: the graph has come to its end.`}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {tasks.map((task) => (
        <li key={task.id} className="flex flex-col gap-1.5">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{task.name}</span>
            {task.error ? <Badge tone="danger">{t`failed`}</Badge> : null}
          </p>
          {task.error ? <p className="text-xs text-danger-ink wrap-anywhere">{task.error}</p> : null}
          {task.interrupts.map((interrupt, index) => (
            <PendingInterrupt key={interrupt.id ?? index} interrupt={interrupt} />
          ))}
          {task.nested ? <NestedState name={task.name} state={task.nested} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** The graph that a task runs, one level down; its own tasks may have graphs again. */
function NestedState({ name, state }: { name: string; state: StateView }) {
  return (
    <details className="rounded border px-2 py-1 text-xs">
      <summary className="min-h-6 cursor-pointer font-medium">{t`Inside ${name}`}</summary>
      <JsonView value={state.values} openLevels={1} />
      <div className="mt-2 text-sm">
        <TaskList tasks={state.tasks} />
      </div>
    </details>
  );
}

function PendingInterrupt({ interrupt }: { interrupt: StateViewTask['interrupts'][number] }) {
  const title = interruptTitle(interrupt.value);
  return (
    <div className="flex flex-col gap-1 rounded bg-waiting-soft px-2 py-1.5">
      <p className="flex items-start gap-1.5 text-xs font-medium text-waiting-ink">
        <CircleHelp aria-hidden className="mt-px size-3.5 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{t`Waits for an answer: ${title}`}</span>
      </p>
      {typeof interrupt.value === 'object' ? <JsonView value={interrupt.value} openLevels={0} /> : null}
      {interrupt.id ? (
        <Link href={`/i/${interrupt.id}`} className="self-start text-xs text-accent underline">
          {t`Open the question`}
        </Link>
      ) : null}
    </div>
  );
}
