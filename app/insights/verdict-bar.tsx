import { formatNumber } from '#lib/language/format-number';
import { t } from '#lib/language/gettext';
import { type DecisionGroup, type Verdict, verdicts } from '#lib/review/get-insights';

const looks: Record<Verdict, { label: () => string; fill: string; swatch: string }> = {
  approve: { label: () => t`Approved`, fill: 'fill-success-ink', swatch: 'bg-success-ink' },
  edit: { label: () => t`Edited`, fill: 'fill-running-ink', swatch: 'bg-running-ink' },
  reject: { label: () => t`Rejected`, fill: 'fill-danger-ink', swatch: 'bg-danger-ink' },
  respond: { label: () => t`Responded`, fill: 'fill-waiting-ink', swatch: 'bg-waiting-ink' },
  other: { label: () => t`Answered otherwise`, fill: 'fill-ink-faint', swatch: 'bg-ink-faint' },
};

interface SplitProps {
  split: DecisionGroup['split'];
  count: number;
}

const WIDTH = 320;

/** Parts of a whole, side by side; the numbers stand in the legend or the table beside it. */
export function VerdictBar({ split, count, label }: SplitProps & { label: string }) {
  let x = 0;
  return (
    <svg viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" role="img" className="h-4 w-full min-w-24">
      <title>{`${label}: ${verdicts.map((verdict) => `${looks[verdict].label()} ${split[verdict]}`).join(', ')}`}</title>
      {verdicts.map((verdict) => {
        const width = (split[verdict] / Math.max(1, count)) * WIDTH;
        const start = x;
        x += width;
        return width === 0 ? null : (
          <rect
            key={verdict}
            x={start}
            y="0"
            width={Math.max(1, width - 1)}
            height="16"
            className={looks[verdict].fill}
          />
        );
      })}
    </svg>
  );
}

export function VerdictLegend({ split, count }: SplitProps) {
  return (
    <dl className="mt-3 grid grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 text-xs">
      {verdicts.map((verdict) => (
        <div key={verdict} className="contents">
          <dt className="flex items-center gap-2">
            <span aria-hidden className={`size-2.5 rounded-sm ${looks[verdict].swatch}`} />
            {looks[verdict].label()}
          </dt>
          <dd className="text-right tabular-nums">{formatNumber(split[verdict])}</dd>
          <dd className="text-ink-faint tabular-nums">{Math.round((100 * split[verdict]) / Math.max(1, count))} %</dd>
        </div>
      ))}
    </dl>
  );
}
