import { t } from '#lib/language/gettext';
import type { DecisionGroup } from '#lib/review/get-insights';
import { formatLong } from './format-long';

const WIDTH = 320;
const ROW = 26;
const MOST = 12;

export interface TimePlotProps {
  groups: DecisionGroup[];
  nameOf: (group: DecisionGroup) => string;
}

/** For each group a line from p50 to p90, on a scale where each step is ten times the one before. The table of the groups has the numbers. */
export function TimePlot({ groups, nameOf }: TimePlotProps) {
  const shown = groups.slice(0, MOST);
  const logs = shown.flatMap(({ p50Ms, p90Ms }) => [logOf(p50Ms), logOf(p90Ms)]);
  const [low, high] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs) + 0.01)];
  const at = (ms: number) => 6 + ((logOf(ms) - low) / (high - low)) * (WIDTH - 12);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${shown.length * ROW}`}
        role="img"
        aria-label={t`Time to decision, p50 and p90, by graph`}
        className="w-full max-w-md"
      >
        {shown.map((group, index) => {
          const y = index * ROW + 18;
          return (
            <g key={nameOf(group)}>
              <text x="0" y={y - 7} className="fill-ink-soft text-[10px]">
                {t`${nameOf(group)}: ${formatLong(group.p50Ms)} to ${formatLong(group.p90Ms)}`}
              </text>
              <line x1="0" x2={WIDTH} y1={y} y2={y} className="stroke-line" />
              <line x1={at(group.p50Ms)} x2={at(group.p90Ms)} y1={y} y2={y} strokeWidth="3" className="stroke-accent" />
              <circle cx={at(group.p50Ms)} cy={y} r="4" className="fill-accent" />
              <rect x={at(group.p90Ms) - 3.5} y={y - 3.5} width="7" height="7" className="fill-accent" />
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-1 text-xs text-ink-faint">
        {t`Dot: half were decided by then (p50). Square: nine of ten (p90). Every step to the right is ten times as long.`}
      </figcaption>
    </figure>
  );
}

function logOf(ms: number): number {
  return Math.log10(Math.max(1, ms));
}
