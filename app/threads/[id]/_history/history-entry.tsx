import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { formatDuration } from '#app/_ui/format-time';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { HistoryBranch, HistoryItem } from '#lib/review/get-history';
import { nodeLabel } from '#lib/review/outline-graph';
import { shortId } from '#lib/review/short-id';
import { QuestionOutcome } from '../_conversation/question-outcome';
import { type ThreadPageParams, threadPageQuery } from '../thread-params';
import { ChangeList } from './change-list';
import { branchLabel, madeBy } from './title-of';

export interface HistoryEntryProps {
  threadId: string;
  item: HistoryItem;
  level: string | null;
  branches: HistoryBranch[];
  isHead: boolean;
}

export function HistoryEntry({ threadId, item, level, branches, isHead }: HistoryEntryProps) {
  const next = item.next.map(nodeLabel).join(', ');
  return (
    <li
      id={`checkpoint-${item.checkpointId}`}
      className="grid scroll-mt-4 gap-x-4 gap-y-2 px-4 py-3 target:bg-accent-soft md:grid-cols-[14rem_minmax(0,1fr)] md:px-6"
    >
      <div className="flex min-w-0 flex-col gap-1">
        <h2 className="flex flex-wrap items-center gap-2 text-sm font-semibold">
          <span className="text-ink-faint tabular-nums">{item.step ?? '?'}</span>
          {madeBy(item)}
          {isHead ? <Badge tone="accent">{t`Head`}</Badge> : null}
          {branches.length > 1 ? <Badge>{branchLabel(item)}</Badge> : null}
        </h2>
        <p className="text-xs text-ink-faint">
          {item.createdAt ? <TimeAgo at={item.createdAt} /> : null}
          {item.tookMs === null ? null : ` · ${tookText(item.tookMs)}`}
          {item.runId ? (
            <>
              {' · '}
              <Link href={`/threads/${threadId}?tab=runs#run-${item.runId}`} className="text-accent underline">
                {runLabel(item.runId)}
              </Link>
            </>
          ) : (
            ` · ${editedBy(item)}`
          )}
        </p>
        <p className="text-xs text-ink-faint">{item.next.length > 0 ? t`next: ${next}` : t`nothing next`}</p>
        <ForkLine item={item} branches={branches} />
        <EntryLinks threadId={threadId} item={item} level={level} isHead={isHead} />
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

function tookText(ms: number): string {
  const duration = formatDuration(ms);
  return t`took ${duration}`;
}

function runLabel(runId: string): string {
  const id = shortId(runId);
  return t`run ${id}`;
}

function editedBy({ createdBy }: HistoryItem): string {
  return createdBy === null ? t`edited by a client` : t`edited by ${createdBy}`;
}

/** Where a branch begins: the checkpoint of another one that it goes on from. */
function ForkLine({ item, branches }: Pick<HistoryEntryProps, 'item' | 'branches'>) {
  const forkedFrom = branches[item.branch]?.forkedFrom;
  if (!forkedFrom || item.parentId !== forkedFrom) return null;
  return (
    <a
      href={`#checkpoint-${forkedFrom}`}
      className="flex min-h-6 items-center self-start text-xs text-accent underline"
    >
      {t`Goes on from another branch`}
    </a>
  );
}

function EntryLinks({ threadId, item, level, isHead }: Omit<HistoryEntryProps, 'branches'>) {
  const { checkpointId, parentId } = item;
  const address = (place: Partial<ThreadPageParams>) => `/threads/${threadId}${threadPageQuery(place)}`;
  return (
    <p className="flex flex-wrap gap-x-3">
      <Link
        href={address({ tab: 'state', checkpoint: checkpointId, level })}
        className="flex min-h-6 items-center text-xs text-accent underline"
      >
        {t`State at this checkpoint`}
      </Link>
      {isHead && !parentId ? null : (
        <Link
          href={address({
            tab: 'history',
            compare: isHead ? parentId : checkpointId,
            checkpoint: isHead ? checkpointId : null,
            level,
          })}
          className="flex min-h-6 items-center text-xs text-accent underline"
        >
          {isHead ? t`Compare with the one before` : t`Compare with the head`}
        </Link>
      )}
    </p>
  );
}
