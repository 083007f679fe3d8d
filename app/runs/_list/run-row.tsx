import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatDuration } from '#app/_ui/format-time';
import { RunStatusBadge } from '#app/_ui/status-badge';
import { Elapsed, TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import { describeRunEnd } from '#lib/review/describe-run-end';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import { threadName } from '#lib/review/thread-name';

export interface RunRowProps {
  run: RunItem;
  /** Names the thread, where the list spans several. */
  withThread?: boolean;
  actions?: ReactNode;
}

export function RunRow({ run, withThread, actions }: RunRowProps) {
  return (
    <li
      id={`run-${run.id}`}
      className="flex flex-wrap items-start gap-x-4 gap-y-1.5 px-4 py-3 compact:py-1 target:bg-accent-soft md:px-6"
    >
      <span className="w-48 shrink-0">
        <RunStatusBadge status={run.status} stopReason={run.stopReason} />
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 items-baseline gap-2">
          <Link
            data-row={run.id}
            href={`/runs/${run.id}`}
            className="shrink-0 font-mono text-xs text-accent underline"
            title={run.id}
          >
            {runName(shortId(run.id))}
          </Link>
          <span className="truncate font-medium">{run.summary}</span>
        </p>
        <p className="text-xs text-ink-faint">
          {[
            describeRunEnd(run),
            strategyText(run.multitaskStrategy),
            run.createdBy === null ? t`by a client` : authorText(run.createdBy),
            attemptText(run.attempt),
            pickUpText(run),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {withThread ? <ThreadLink run={run} /> : null}
        <RunFailureText run={run} />
      </div>
      <span className="-my-1 flex min-h-7 shrink-0 items-center gap-3 text-xs text-ink-faint">
        {run.startedAt ? <Elapsed since={run.startedAt} until={run.endedAt} /> : t`not started`}
        <TimeAgo at={run.createdAt} />
        {actions}
      </span>
    </li>
  );
}

const runName = (id: string) => t`run ${id}`;
const strategyText = (strategy: string) => t`strategy ${strategy}`;
const authorText = (name: string) => t`by ${name}`;

function attemptText(attempt: number): string {
  return attempt > 1 ? t`attempt ${attempt}` : '';
}

/** How long it waited for a worker once it could have begun. */
function pickUpText({ createdAt, availableAt, startedAt }: RunItem): string {
  if (!startedAt) return '';
  const ready = Math.max(Date.parse(createdAt), Date.parse(availableAt));
  const wait = formatDuration(Math.max(0, Date.parse(startedAt) - ready));
  return t`picked up after ${wait}`;
}

function ThreadLink({ run }: { run: RunItem }) {
  return (
    <p className="truncate text-xs">
      <span className="text-ink-faint">{run.graphId} · </span>
      <Link href={`/threads/${run.threadId}`} className="text-accent underline">
        {threadName({ title: run.threadTitle, graphId: run.graphId })}
      </Link>
    </p>
  );
}

function RunFailureText({ run }: { run: RunItem }) {
  if (!run.error) return null;
  const { error, message, code } = run.error;
  return (
    <p className="mt-1 max-h-40 overflow-y-auto rounded bg-danger-soft px-2 py-1 text-xs whitespace-pre-wrap text-danger-ink wrap-anywhere">
      <span className="font-semibold">{code ?? error}</span>: {message}
    </p>
  );
}
