import { formatAge, formatDuration } from '#app/_ui/format-time';
import { msgid, ngettext, t } from '#lib/language/gettext';
import type { HistoryItem } from '#lib/review/get-history';
import { planTimeline } from './plan-timeline';
import { madeBy } from './title-of';

/** Below a second, nobody has waited. */
const SHORTEST_WAIT_MS = 1000;

/** The supersteps of a branch, one below the other, as long as they took. Waiting is told in words: it would dwarf the work. */
export function Timeline({ items }: { items: HistoryItem[] }) {
  const { steps, totalMs } = planTimeline(items);
  if (steps.length === 0) return <p className="px-4 py-6 text-sm text-ink-faint md:px-6">{t`No node has run yet.`}</p>;
  return (
    <div className="px-4 pb-4 md:px-6">
      <p className="mb-2 text-xs text-ink-faint">{totalText(steps.length, totalMs)}</p>
      <ol aria-label={t`Timeline`} className="flex flex-col gap-1">
        {steps.map(({ item, startMs, waitedMs, tookMs }) => (
          <li key={item.checkpointId} className="text-xs">
            {waitedMs > SHORTEST_WAIT_MS ? <p className="py-0.5 text-ink-faint">{waitedText(waitedMs)}</p> : null}
            <div className="grid grid-cols-[minmax(6rem,14rem)_minmax(0,1fr)_4rem] items-center gap-2">
              <a href={`#checkpoint-${item.checkpointId}`} className="truncate text-accent underline">
                <span className="text-ink-faint tabular-nums">{item.step ?? '?'}</span> {madeBy(item)}
              </a>
              <span aria-hidden className="relative h-3 rounded-sm bg-sunken">
                <span
                  className="absolute inset-y-0 min-w-0.5 rounded-sm bg-accent"
                  style={{ left: share(startMs, totalMs), width: share(tookMs, totalMs) }}
                />
              </span>
              <span className="text-right tabular-nums">{formatDuration(tookMs)}</span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function totalText(count: number, ms: number): string {
  const duration = formatDuration(ms);
  return ngettext(
    msgid`${count} superstep, ${duration} of work in all`,
    msgid`${count} supersteps, ${duration} of work in all`,
    count,
  );
}

function waitedText(ms: number): string {
  const age = formatAge(ms);
  return t`${age} until it went on`;
}

function share(ms: number, totalMs: number): string {
  return totalMs === 0 ? '0%' : `${((100 * ms) / totalMs).toFixed(2)}%`;
}
