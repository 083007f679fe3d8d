import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from '#app/_ui/class-names';
import { Elapsed } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import { describeRunEnd } from '#lib/review/describe-run-end';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

/** Ends what a run has said: how it came to rest, and after how long. */
export function RunLine({ run }: { run: RunItem }) {
  const id = shortId(run.id);
  const isFailure = run.status === 'error' || run.status === 'timeout';
  return (
    <Rule tone={isFailure ? 'danger' : 'quiet'}>
      <Link
        href={`/threads/${run.threadId}?tab=runs#run-${run.id}`}
        className="underline underline-offset-2"
        title={run.id}
      >
        {t`Run ${id}`}
      </Link>{' '}
      {describeRunEnd(run)}
      {run.kind === 'resume' ? ` · ${resumedBy(run.createdBy)}` : ''}
      {run.startedAt ? (
        <>
          {' · '}
          <Elapsed since={run.startedAt} until={run.endedAt} />
        </>
      ) : null}
    </Rule>
  );
}

function resumedBy(author: string | null): string {
  return author === null ? t`resumed by a client` : t`resumed by ${author}`;
}

export function Rule({ tone, children }: { tone: 'quiet' | 'danger'; children: ReactNode }) {
  return (
    <p
      className={classNames(
        'flex items-center gap-3 text-xs before:h-px before:min-w-4 before:flex-1 before:bg-line after:h-px after:min-w-4 after:flex-1 after:bg-line',
        tone === 'danger' ? 'text-danger-ink' : 'text-ink-faint',
      )}
    >
      <span className="max-w-[85%] text-center wrap-anywhere">{children}</span>
    </p>
  );
}
