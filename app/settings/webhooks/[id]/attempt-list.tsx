import { Elapsed, TimeAgo } from '#app/_ui/time-ago';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { AttemptItem } from '#lib/review/list-deliveries';
import { shortId } from '#lib/review/short-id';

/** Each try and what came of it, the last first; open where the last one failed. */
export function AttemptList({ id, attempts }: { id: string; attempts: AttemptItem[] }) {
  const hasFailed = Boolean(attempts[0]?.error);
  const [count, delivery] = [attempts.length, shortId(id)];
  return (
    <details open={hasFailed}>
      <summary
        aria-label={ngettext(
          msgid`${count} try of delivery ${delivery}`,
          msgid`${count} tries of delivery ${delivery}`,
          count,
        )}
        className="min-h-6 cursor-pointer text-xs text-ink-soft"
      >
        {ngettext(msgid`${count} try`, msgid`${count} tries`, count)}
      </summary>
      <ol className="mt-1 flex flex-col gap-1.5 border-l pl-3 text-xs">
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <p className="text-ink-soft wrap-anywhere">
              <TimeAgo at={attempt.startedAt} className="text-ink-faint" /> · {resultOf(attempt)}
              {attempt.endedAt ? (
                <>
                  {' '}
                  · <Elapsed since={attempt.startedAt} until={attempt.endedAt} className="text-ink-faint" />
                </>
              ) : null}
            </p>
            {attempt.response ? (
              <pre className="mt-1 max-h-32 overflow-auto rounded bg-sunken p-2 font-mono whitespace-pre-wrap wrap-anywhere">
                {attempt.response}
              </pre>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

function resultOf({ endedAt, error, status }: AttemptItem): string {
  if (endedAt === null) return t`No word of its end yet.`;
  const answered = String(status);
  return error ?? t`Taken, with ${answered}.`;
}
