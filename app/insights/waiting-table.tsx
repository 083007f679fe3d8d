import Link from 'next/link';
import { TimeAgo } from '#app/_ui/time-ago';
import type { WaitingGroup } from '#lib/review/get-insights';
import { cell, head, PlainTable } from './plain-table';

export function WaitingTable({ groups }: { groups: WaitingGroup[] }) {
  return (
    <PlainTable
      caption="Open questions by graph and node"
      heads={
        <>
          <th scope="col" className={head}>
            Graph › node
          </th>
          <th scope="col" className={`${head} text-right`}>
            Questions
          </th>
          <th scope="col" className={`${head} text-right`}>
            Oldest
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
          <td className={`${cell} text-right tabular-nums`}>{count.toLocaleString('en')}</td>
          <td className={`${cell} text-right tabular-nums`}>
            <TimeAgo at={oldestAt} bare />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
