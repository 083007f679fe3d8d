'use client';

import type { ThreadView } from '#lib/review/get-thread';
import { QueuedRun } from './queued-run';

/** The runs of a thread in the order in which they are executed. Shows nothing while nothing waits behind the active one. */
export function QueuePanel({ thread }: { thread: ThreadView }) {
  const { active, queued, waitingForAnswer } = thread;
  const total = (active ? 1 : 0) + queued.length + waitingForAnswer.length;
  if (queued.length + waitingForAnswer.length === 0) return null;
  return (
    <section aria-label="Queue" className="mb-3 rounded-lg border">
      <h2 className="border-b px-3 py-1.5 text-xs font-semibold">
        Queue <span className="font-normal text-ink-faint">{total}</span>
      </h2>
      <ol className="max-h-44 divide-y overflow-y-auto">
        {active ? <QueuedRun run={active} place={active.status === 'running' ? 'running' : 'next'} /> : null}
        {queued.map((run, index) => (
          <QueuedRun key={run.id} run={run} place={String(index + 1)} />
        ))}
        {waitingForAnswer.map((run) => (
          <QueuedRun key={run.id} run={run} place="after the answer" />
        ))}
      </ol>
    </section>
  );
}
