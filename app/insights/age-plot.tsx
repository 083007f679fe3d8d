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
        aria-label="Open questions by age"
        className="w-full overflow-visible"
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="stroke-control-line" />
        {ages.map(({ label, count }, index) => {
          const height = (count / most) * (HEIGHT - 16);
          return (
            <g key={label}>
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
                  {count.toLocaleString('en')}
                </text>
              ) : null}
              {index < ages.length - 1 ? (
                <text
                  x={(index + 1) * width}
                  y={HEIGHT + 13}
                  textAnchor="middle"
                  className="fill-ink-faint text-[10px]"
                >
                  {endOf(label)}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      <PlainTable
        caption="Open questions by age"
        heads={
          <>
            <th scope="col" className={head}>
              Waits for
            </th>
            <th scope="col" className={`${head} text-right`}>
              Questions
            </th>
          </>
        }
      >
        {ages.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              {label}
            </th>
            <td className={`${cell} text-right tabular-nums`}>{count.toLocaleString('en')}</td>
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}

/** "4 h to 1 d" ends at "1 d". */
function endOf(label: string): string {
  return label.split(' ').slice(-2).join(' ');
}
