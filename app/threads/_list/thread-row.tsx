import { CircleHelp } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { ShortId } from '#app/_ui/short-id';
import { ThreadStatusBadge } from '#app/_ui/status-badge';
import { TimeAgo } from '#app/_ui/time-ago';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { ThreadItem } from '#lib/review/list-threads';
import { threadName } from '#lib/review/thread-name';

export function ThreadRow({ thread }: { thread: ThreadItem }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 compact:py-1 hover:bg-sunken md:flex-nowrap md:px-6">
      <span className="flex shrink-0 max-md:order-2 md:w-28">
        <ThreadStatusBadge status={thread.status} />
      </span>
      <span className="flex min-w-0 flex-1 basis-full items-center gap-2 max-md:order-1 md:basis-auto">
        <Link
          data-row={thread.id}
          href={`/threads/${thread.id}`}
          className="truncate font-medium after:absolute after:inset-0 focus-visible:after:outline-2"
        >
          {threadName(thread)}
        </Link>
        {thread.isDemo ? <Badge>{t`Demo`}</Badge> : null}
      </span>
      <span className="flex shrink-0 items-center gap-3 text-xs text-ink-faint max-md:order-3">
        <PendingQuestions count={thread.pendingQuestions} />
        <span>{thread.graphId ?? t`no graph yet`}</span>
        <ShortId id={thread.id} />
        <TimeAgo at={thread.updatedAt} className="md:w-20 md:text-right" />
      </span>
    </li>
  );
}

function PendingQuestions({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Badge tone="waiting" icon={<CircleHelp aria-hidden />}>
      {ngettext(msgid`${count} question`, msgid`${count} questions`, count)}
    </Badge>
  );
}
