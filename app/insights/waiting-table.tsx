import Link from 'next/link';
import { TimeAgo } from '#app/_ui/time-ago';
import { formatNumber } from '#lib/language/format-number';
import { t } from '#lib/language/gettext';
import type { WaitingGroup } from '#lib/review/get-insights';
import { cell, head, PlainTable } from './plain-table';

export function WaitingTable({ groups }: { groups: WaitingGroup[] }) {
  return (
    <PlainTable
      caption={t`Open questions by graph and node`}
      heads={
        <>
          <th scope="col" className={head}>
            {t`Graph › node`}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t`Questions`}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t`Oldest`}
          </th>
        </>
      }
    >
      {groups.map(({ graphId, node, count, oldestAt }) => (
        <tr key={`${graphId} ${node}`}>
          <th scope="row" className={`${cell} text-left font-normal wrap-anywhere`}>
            <Link
              href={`/inbox?graph=${encodeURIComponent(graphId)}&node=${encodeURIComponent(node)}`}
              className="text-accent underline"
            >
              {graphId} › {node}
            </Link>
          </th>
          <td className={`${cell} text-right tabular-nums`}>{formatNumber(count)}</td>
          <td className={`${cell} text-right tabular-nums`}>
            <TimeAgo at={oldestAt} bare />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
