'use client';

import { useAction } from '#app/_actions/use-action';
import { withdrawRuns } from '#app/_actions/withdraw-runs';
import { May } from '#app/_shell/may';
import { useReviewer } from '#app/_shell/reviewer';
import { t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import { ClearQueueButton } from './clear-queue-button';
import { QueuePlaceButtons } from './queue-place-buttons';
import { CancelRunButton, QueuedRun } from './queued-run';
import { useQueueMoves } from './use-queue-moves';

/** The runs of a thread in the order in which they are executed. Shows nothing while nothing waits behind the active one. */
export function QueuePanel({ thread }: { thread: ThreadView }) {
  const { active, queued, waitingForAnswer } = thread;
  if (queued.length + waitingForAnswer.length === 0) return null;
  const isRunning = active?.status === 'running';
  const next = active && !isRunning ? [active, ...queued] : queued;
  return (
    <section aria-label={t`Queue`} className="mx-4 mb-3 rounded-lg border md:mx-6">
      <div className="flex items-center justify-between gap-2 border-b py-0.5 pr-1 pl-3">
        <h2 className="text-xs font-semibold">
          {t`Queue`}{' '}
          <span className="font-normal text-ink-faint">
            {(isRunning ? 1 : 0) + next.length + waitingForAnswer.length}
          </span>
        </h2>
        <May permission="operate">
          <ClearQueueButton threadId={thread.id} runs={[...next, ...waitingForAnswer]} />
        </May>
      </div>
      <div className="max-h-52 divide-y overflow-y-auto">
        {isRunning && active ? (
          <ol aria-label={t`Working`}>
            <QueuedRun run={active} place={null}>
              <CancelRunButton run={active} />
            </QueuedRun>
          </ol>
        ) : null}
        <WaitingRuns label={t`Waiting, in order of execution`} runs={next} placeOf={(index) => String(index + 1)} />
        <WaitingRuns label={t`After the answer`} runs={waitingForAnswer} placeOf={() => t`after the answer`} />
      </div>
    </section>
  );
}

interface WaitingRunsProps {
  label: string;
  runs: RunItem[];
  placeOf: (index: number) => string;
}

/** Runs that can be moved and withdrawn; the order on the screen is the server's. */
function WaitingRuns({ label, runs, placeOf }: WaitingRunsProps) {
  const moves = useQueueMoves(runs);
  const { act, busy } = useAction();
  const { may } = useReviewer();
  if (runs.length === 0) return null;
  const withdraw = ({ threadId, id }: RunItem) =>
    act(() => withdrawRuns({ threadId, runId: id }), t`The run was withdrawn. It never began.`);
  return (
    <ol aria-label={label} className="divide-y">
      {runs.map((run, index) => (
        <QueuedRun key={run.id} run={run} place={placeOf(index)} drag={may('operate') ? moves.dragOf(run) : undefined}>
          <QueuePlaceButtons run={run} moves={moves} />
          <CancelRunButton run={run} busy={busy} label={withdrawLabel(run)} onPress={() => withdraw(run)} />
        </QueuedRun>
      ))}
    </ol>
  );
}

function withdrawLabel(run: RunItem): string {
  const id = shortId(run.id);
  return t`Withdraw run ${id}`;
}
