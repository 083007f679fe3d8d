import { AlarmClock, Hourglass, MessageSquare, UserRoundCheck, UserRoundPen } from 'lucide-react';
import { DeadlineBadge } from '#app/_answer/deadline-badge';
import { useReviewer } from '#app/_shell/reviewer';
import { LevelBadges } from '#app/_triage/level-badges';
import { Badge } from '#app/_ui/badge';
import { jt } from '#app/_ui/jt';
import { useNow } from '#app/_ui/now';
import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { TimeUntil } from '#app/_ui/time-until';
import { c, msgid, ngettext, t } from '#lib/language/gettext';
import type { InboxItem } from '#lib/review/read-inbox-items';

/** What its agent and its reviewers have noted about a question, as far as there is anything. `saysWaiting`: the view does not. */
export function RowNotes({ item, saysWaiting }: { item: InboxItem; saysWaiting: boolean }) {
  if (item.outcome !== 'pending') return <CommentCount count={item.comments} />;
  return (
    <>
      <CommentCount count={item.comments} />
      <LevelBadges levels={item} />
      <DeadlineBadge expiresAt={item.expiresAt} />
      <ComesBack at={item.snoozedUntil} />
      <Assignee name={item.assignee} />
      <Doing item={item} saysWaiting={saysWaiting} />
    </>
  );
}

function Doing({ item: { decidingBy, claim }, saysWaiting }: { item: InboxItem; saysWaiting: boolean }) {
  const { name } = useReviewer();
  const now = useNow();
  if (decidingBy !== null) {
    return (
      <Badge tone="accent" icon={<Hourglass aria-hidden />}>
        {decidingBy === name ? t`Decided by you, about to be sent` : t`Decided by ${decidingBy}, about to be sent`}
      </Badge>
    );
  }
  if (claim === null || Date.parse(claim.until) <= now) return saysWaiting ? <OutcomeBadge outcome="pending" /> : null;
  return (
    <Badge tone="accent" icon={<UserRoundPen aria-hidden />}>
      {claim.by === name ? t`Claimed by you` : t`Claimed by ${claim.by}`}
    </Badge>
  );
}

function CommentCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="flex items-center gap-1 tabular-nums">
      <MessageSquare aria-hidden className="size-3.5" />
      <span aria-hidden>{count}</span>
      <span className="sr-only">{commentsLabel(count)}</span>
    </span>
  );
}

function ComesBack({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null || Date.parse(at) <= now) return null;
  return (
    <Badge tone="running" icon={<AlarmClock aria-hidden />}>
      {jt`Back ${<TimeUntil at={at} />}`}
    </Badge>
  );
}

function Assignee({ name }: { name: string | null }) {
  const { name: me } = useReviewer();
  if (name === null) return null;
  return (
    <Badge icon={<UserRoundCheck aria-hidden />}>
      <span className="sr-only">{t`Assigned to`} </span>
      <span className="max-w-28 truncate">{name === me ? c('whom it is assigned to').t`you` : name}</span>
    </Badge>
  );
}

function commentsLabel(count: number): string {
  return ngettext(msgid`${count} comment`, msgid`${count} comments`, count);
}
