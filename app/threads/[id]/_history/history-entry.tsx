import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { TimeAgo } from '#app/_ui/time-ago';
import type { HistoryItem } from '#lib/review/get-history';
import { nodeLabel } from '#lib/review/outline-graph';
import { shortId } from '#lib/review/short-id';
import { QuestionOutcome } from '../_conversation/question-outcome';
import { ChangeList } from './change-list';

const sourceText: Record<string, string> = { input: 'input', loop: 'step', update: 'edit of the state', fork: 'fork' };

export interface HistoryEntryProps {
  threadId: string;
  item: HistoryItem;
  isHead: boolean;
}

export function HistoryEntry({ threadId, item, isHead }: HistoryEntryProps) {
  const ran = item.nodes.length > 0 ? item.nodes.map(nodeLabel).join(', ') : sourceText[item.source ?? ''];
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[14rem_minmax(0,1fr)] md:px-6">
      <div className="flex min-w-0 flex-col gap-1">
        <h2 className="flex flex-wrap items-center gap-2 text-sm font-semibold">
          <span className="text-ink-faint tabular-nums">{item.step ?? '?'}</span>
          {ran}
          {isHead ? <Badge tone="accent">Head</Badge> : null}
        </h2>
        <p className="text-xs text-ink-faint">
          {item.createdAt ? <TimeAgo at={item.createdAt} /> : null}
          {item.runId ? (
            <>
              {' · '}
              <Link href={`/threads/${threadId}?tab=runs#run-${item.runId}`} className="text-accent underline">
                run {shortId(item.runId)}
              </Link>
            </>
          ) : (
            ` · edited by ${item.createdBy ?? 'a client'}`
          )}
        </p>
        <p className="text-xs text-ink-faint">
          {item.next.length > 0 ? `next: ${item.next.map(nodeLabel).join(', ')}` : 'nothing next'}
        </p>
        <Link
          href={`/threads/${threadId}?tab=state&checkpoint=${item.checkpointId}`}
          className="self-start text-xs text-accent underline"
        >
          State at this checkpoint
        </Link>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <ChangeList changes={item.changes} />
        {item.questions.map((question) => (
          <QuestionOutcome key={question.id} question={question} />
        ))}
      </div>
    </li>
  );
}
