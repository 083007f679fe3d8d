import { formatNumber } from '#lib/language/format-number';
import { c, t } from '#lib/language/gettext';
import type { DecisionGroup } from '#lib/review/get-insights';
import { formatLong } from './format-long';
import { cell, head, PlainTable } from './plain-table';
import { VerdictBar } from './verdict-bar';

export interface DecisionTableProps {
  /** What the groups are, e.g. "Reviewer". */
  heading: string;
  /** Names the table for screen readers. */
  caption: string;
  groups: DecisionGroup[];
  nameOf: (group: DecisionGroup) => string;
}

/** Each group with its numbers, and the split as a bar. */
export function DecisionTable({ heading, caption, groups, nameOf }: DecisionTableProps) {
  const columns = [t`Answers`, 'p50', 'p90', t`Approved`, t`Edited`, t`Rejected`, c('answers').t`Other`];
  return (
    <PlainTable
      caption={caption}
      heads={
        <>
          <th scope="col" className={head}>
            {heading}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={`${head} text-right`}>
              {column}
            </th>
          ))}
          <th scope="col" className={head}>
            {t`Split`}
          </th>
        </>
      }
    >
      {groups.map((group) => (
        <tr key={nameOf(group)}>
          <th scope="row" className={`${cell} min-w-32 max-w-64 text-left font-normal wrap-break-word`}>
            {nameOf(group)}
          </th>
          {numbersOf(group).map((text, place) => (
            <td key={columns[place]} className={`${cell} text-right whitespace-nowrap tabular-nums`}>
              {text}
            </td>
          ))}
          <td className={cell}>
            <VerdictBar split={group.split} count={group.count} label={nameOf(group)} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function numbersOf({ count, p50Ms, p90Ms, split }: DecisionGroup): string[] {
  const { approve, edit, reject, respond, other } = split;
  const verdicts = [approve, edit, reject, respond + other];
  return [formatNumber(count), formatLong(p50Ms), formatLong(p90Ms), ...verdicts.map(formatNumber)];
}
