import { AlarmClock, MessageSquare, UserRoundCheck } from 'lucide-react';
import { DeadlineBadge } from '#app/_answer/deadline-badge';
import { useReviewer } from '#app/_shell/reviewer';
import { LevelBadges } from '#app/_triage/level-badges';
import { Badge } from '#app/_ui/badge';
import { useNow } from '#app/_ui/now';
import { TimeUntil } from '#app/_ui/time-until';
import type { InboxItem } from '#lib/review/read-inbox-items';

/** What its agent and its reviewers have noted about a question, as far as there is anything. */
export function RowNotes({ item }: { item: InboxItem }) {
  if (item.outcome !== 'pending') return <CommentCount count={item.comments} />;
  return (
    <>
      <CommentCount count={item.comments} />
      <LevelBadges levels={item} />
      <DeadlineBadge expiresAt={item.expiresAt} />
      <ComesBack at={item.snoozedUntil} />
      <Assignee name={item.assignee} />
    </>
  );
}

function CommentCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="flex items-center gap-1 tabular-nums">
      <MessageSquare aria-hidden className="size-3.5" />
      {count}
      <span className="sr-only"> {count === 1 ? 'comment' : 'comments'}</span>
    </span>
  );
}

function ComesBack({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null || Date.parse(at) <= now) return null;
  return (
    <Badge tone="running" icon={<AlarmClock aria-hidden />}>
      Back <TimeUntil at={at} />
    </Badge>
  );
}

function Assignee({ name }: { name: string | null }) {
  const { name: me } = useReviewer();
  if (name === null) return null;
  return (
    <Badge icon={<UserRoundCheck aria-hidden />}>
      <span className="sr-only">Assigned to </span>
      <span className="max-w-28 truncate">{name === me ? 'you' : name}</span>
    </Badge>
  );
}
