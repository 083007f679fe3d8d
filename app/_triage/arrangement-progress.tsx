import Link from 'next/link';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import { formatNumber } from '#lib/language/format-number';
import { c, msgid, ngettext, t } from '#lib/language/gettext';
import type { Progress } from './use-arrangement';

export interface ArrangementProgressProps {
  progress: Progress;
  of: number;
  onStop: () => void;
}

/** Nobody reads more. */
const MOST = 200;

/** How far it has come, what was left as it was, and why. */
export function ArrangementProgress({ progress, of, onStop }: ArrangementProgressProps) {
  const { phase, settled, refused, failure } = progress;
  const isLong = of > 1;
  return (
    <>
      <p role="status" className="text-sm text-ink-soft tabular-nums empty:hidden">
        {isLong && phase !== 'choosing' ? howFar({ settled, of, changed: settled - refused.length }) : null}
      </p>
      {isLong && phase === 'sending' ? (
        <div className="flex items-center gap-3">
          <progress aria-label={t`Progress`} max={of} value={settled} className="h-1.5 w-full accent-accent" />
          <Button onClick={onStop}>{t`Stop`}</Button>
        </div>
      ) : null}
      {failure === null ? null : <Notice tone="danger" role="alert" title={failure} />}
      {refused.length === 0 || phase === 'sending' ? null : (
        <Notice tone="danger" role="alert" title={leftAlone(refused.length)}>
          <ul className="max-h-64 overflow-y-auto">
            {refused.slice(0, MOST).map(({ interruptId, message }) => (
              <li key={interruptId}>
                {message}{' '}
                {isLong ? (
                  <Link href={`/i/${interruptId}`} prefetch={false} className="underline">
                    {c('verb').t`Open`}
                  </Link>
                ) : null}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function howFar({ settled, of, changed }: { settled: number; of: number; changed: number }): string {
  return t`${formatNumber(settled)} of ${formatNumber(of)} done, ${formatNumber(changed)} changed.`;
}

function leftAlone(count: number): string {
  if (count === 1) return t`Left as it is`;
  const shown = formatNumber(count);
  return ngettext(msgid`${shown} left as it is`, msgid`${shown} left as they are`, count);
}
