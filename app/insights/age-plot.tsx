import { formatAge } from '#app/_ui/format-time';
import { formatNumber } from '#lib/language/format-number';
import { t } from '#lib/language/gettext';
import type { AgeBucket } from '#lib/review/get-insights';
import { cell, head, PlainTable } from './plain-table';

/** As wide as it is where it is narrowest, so that its words are never smaller than they say. */
const WIDTH = 232;
const HEIGHT = 120;
const GAP = 6;

/** How long the open questions have waited: bars, and the same as a table. */
export function AgePlot({ ages }: { ages: AgeBucket[] }) {
  const most = Math.max(1, ...ages.map(({ count }) => count));
  const width = WIDTH / ages.length;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`}
        role="img"
        aria-label={t`Open questions by age`}
        className="w-full overflow-visible"
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-control-line" />
        {ages.map(({ endMs, count }, index) => {
          const height = (count / most) * (HEIGHT - 16);
          return (
            <g key={String(endMs)}>
              <rect
                x={index * width + GAP / 2}
                y={HEIGHT - height}
                width={width - GAP}
                height={height}
                rx="2"
                className="fill-accent"
              />
              {count > 0 ? (
                <text
                  x={(index + 0.5) * width}
                  y={HEIGHT - height - 4}
                  textAnchor="middle"
                  className="fill-ink text-[11px]"
                >
                  {formatNumber(count)}
                </text>
              ) : null}
              {endMs === null ? null : (
                <text
                  x={(index + 1) * width}
                  y={HEIGHT + 13}
                  textAnchor="middle"
                  className="fill-ink-faint text-[10px]"
                >
                  {formatAge(endMs)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <PlainTable
        caption={t`Open questions by age`}
        heads={
          <>
            <th scope="col" className={head}>
              {t`Waits for`}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t`Questions`}
            </th>
          </>
        }
      >
        {ages.map(({ count, ...age }) => (
          <tr key={String(age.endMs)}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              {labelOf(age)}
            </th>
            <td className={`${cell} text-right tabular-nums`}>{formatNumber(count)}</td>
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}

function labelOf({ startMs, endMs }: Omit<AgeBucket, 'count'>): string {
  if (startMs === null) return t`under ${formatAge(endMs ?? 0)}`;
  return endMs === null ? t`over ${formatAge(startMs)}` : t`${formatAge(startMs)} to ${formatAge(endMs)}`;
}
