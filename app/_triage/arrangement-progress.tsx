import Link from 'next/link';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
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
        {isLong && phase !== 'choosing'
          ? `${format(settled)} of ${format(of)} done, ${format(settled - refused.length)} changed.`
          : null}
      </p>
      {isLong && phase === 'sending' ? (
        <div className="flex items-center gap-3">
          <progress aria-label="Progress" max={of} value={settled} className="h-1.5 w-full accent-accent" />
          <Button onClick={onStop}>Stop</Button>
        </div>
      ) : null}
      {failure === null ? null : <Notice tone="danger" role="alert" title={failure} />}
      {refused.length === 0 || phase === 'sending' ? null : (
        <Notice
          tone="danger"
          role="alert"
          title={refused.length === 1 ? 'Left as it is' : `${format(refused.length)} left as they are`}
        >
          <ul className="max-h-64 overflow-y-auto">
            {refused.slice(0, MOST).map(({ interruptId, message }) => (
              <li key={interruptId}>
                {message}{' '}
                {isLong ? (
                  <Link href={`/i/${interruptId}`} prefetch={false} className="underline">
                    Open
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

function format(count: number): string {
  return count.toLocaleString('en');
}
