import Link from 'next/link';
import { EndButton } from '#app/_answer/end-button';
import { May } from '#app/_shell/may';
import { Badge } from '#app/_ui/badge';
import { CopyButton } from '#app/_ui/copy-button';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import { ShortId } from '#app/_ui/short-id';
import { ThreadStatusBadge } from '#app/_ui/status-badge';
import { t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import { threadName } from '#lib/review/thread-name';
import { ActiveRun } from './active-run';
import { RetryRunButton } from './retry-run-button';

export function ThreadHeader({ thread }: { thread: ThreadView }) {
  return (
    <>
      <PageHeader
        title={threadName(thread)}
        eyebrow={<Eyebrow thread={thread} />}
        actions={thread.active ? <ActiveRun run={thread.active} /> : <AtRest thread={thread} />}
      />
      {thread.error ? (
        <div className="px-4 pb-3 md:px-6">
          <Notice tone="danger" title={failureTitle(thread.error)}>
            <span className="whitespace-pre-wrap">{thread.error.message}</span>
          </Notice>
        </div>
      ) : null}
    </>
  );
}

function failureTitle({ code, error }: NonNullable<ThreadView['error']>): string {
  const failure = code ?? error;
  return t`The last run failed: ${failure}`;
}

/** What can be done with a thread on which nothing runs. At a breakpoint no question offers to end it. */
function AtRest({ thread }: { thread: ThreadView }) {
  const isPaused = thread.status === 'interrupted' && thread.prediction.pendingInterrupts.length === 0;
  return (
    <>
      {isPaused ? (
        <May permission="review">
          <EndButton threadId={thread.id} questions={[]} />
        </May>
      ) : null}
      <RetryRunButton run={thread.lastRun} />
    </>
  );
}

function Eyebrow({ thread }: { thread: ThreadView }) {
  return (
    <>
      <ThreadStatusBadge status={thread.status} />
      {thread.isDemo ? <Badge>{t`Demo`}</Badge> : null}
      {thread.graphId ? (
        <Link href={`/graphs/${thread.graphId}`} className="text-accent underline">
          {thread.graphId}
        </Link>
      ) : null}
      <span className="font-mono max-md:hidden">{thread.id}</span>
      <span className="md:hidden">
        <ShortId id={thread.id} />
      </span>
      <CopyButton text={thread.id} what={t`thread id`} />
      <a
        href={`/data/threads/${thread.id}/export`}
        download
        className="text-accent underline"
        title={t`State, history, conversation and decisions as one JSON file`}
      >
        {t`Export JSON`}
      </a>
      <Link href={`/activity?thread=${thread.id}`} className="text-accent underline">
        {t`Activity`}
      </Link>
    </>
  );
}
