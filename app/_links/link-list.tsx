'use client';

import { useQuery } from '@tanstack/react-query';
import { revokeAnswerLink } from '#app/_actions/answer-links';
import { useAction } from '#app/_actions/use-action';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { Badge, type Tone } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { ErrorState } from '#app/_ui/error-state';
import { jt } from '#app/_ui/jt';
import { Skeleton } from '#app/_ui/skeleton';
import { TimeAgo } from '#app/_ui/time-ago';
import { TimeUntil } from '#app/_ui/time-until';
import { c, t } from '#lib/language/gettext';
import type { AnswerLinkItem } from '#lib/review/list-answer-links';

const looks = (): Record<AnswerLinkItem['state'], { label: string; tone: Tone }> => ({
  open: { label: c('a state').t`Open`, tone: 'waiting' },
  used: { label: t`Used`, tone: 'success' },
  revoked: { label: t`Revoked`, tone: 'neutral' },
  expired: { label: t`Expired`, tone: 'neutral' },
  decided: { label: t`Decided elsewhere`, tone: 'neutral' },
});

/** The links that were made for a question, and the way to end those that can still be used. */
export function LinkList({ interruptId }: { interruptId: string }) {
  const links = useQuery({
    queryKey: queryKeys.answerLinks(interruptId),
    queryFn: ({ signal }) => fetchJson<AnswerLinkItem[]>(`/data/answer-links/${interruptId}`, signal),
  });
  if (links.error) return <ErrorState message={links.error.message} onRetry={() => links.refetch()} />;
  if (!links.data) return <Skeleton className="h-9 w-full" />;
  if (links.data.length === 0)
    return <p className="text-xs text-ink-faint">{t`No link was made for this question yet.`}</p>;
  return (
    <ul aria-label={t`Links to this question`} className="divide-y border-t">
      {links.data.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </ul>
  );
}

function LinkRow({ link }: { link: AnswerLinkItem }) {
  const { id, name, createdBy, createdAt, expiresAt, state } = link;
  const { act, busy } = useAction();
  const { label, tone } = looks()[state];
  const made = <TimeAgo at={createdAt} />;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-48 text-sm wrap-anywhere">
        {name ?? t`Whoever has it`}
        <p className="text-xs text-ink-faint">
          {state === 'open'
            ? jt`by ${createdBy} ${made}, ends ${<TimeUntil at={expiresAt} />}`
            : jt`by ${createdBy} ${made}`}
        </p>
      </div>
      <Badge tone={tone}>{label}</Badge>
      {state === 'open' ? (
        <Button
          size="sm"
          variant="danger"
          busy={busy}
          aria-label={name === null ? t`Revoke the link for whoever has it` : t`Revoke the link for ${name}`}
          onClick={() => void act(() => revokeAnswerLink(id), t`The link is revoked.`)}
        >
          {t`Revoke`}
        </Button>
      ) : null}
    </li>
  );
}
