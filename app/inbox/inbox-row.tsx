import { Workflow } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { classNames } from '#app/_ui/class-names';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { InboxItem } from '#lib/review/read-inbox-items';
import type { Selection } from './use-selection';

// Most questions have none.
const RowNotes = dynamic(() => import('./row-notes').then((module) => module.RowNotes), { loading: () => null });
const RowOutcome = dynamic(() => import('./row-outcome').then((module) => module.RowOutcome), { loading: () => null });

export interface InboxRowProps {
  item: InboxItem;
  /** In the list, from 0. */
  place: number;
  /** How many questions the list has; null: more than were read yet. */
  of: number | null;
  onFocus: (id: string) => void;
  /** Shows the question beside the list; null where it has a page instead. */
  onOpen: ((id: string) => void) | null;
  /** Whether it is shown there. */
  isOpen: boolean;
  /** Null where nothing can be selected. */
  selection: Selection | null;
  /** Whether the view holds others, so that a row says which waits. */
  saysWaiting: boolean;
}

/** As high as `--row-height` says, whatever it holds: where a row is follows from how many are above it. */
export function InboxRow({ item, place, of, onFocus, onOpen, isOpen, selection, ...props }: InboxRowProps) {
  const isPending = item.outcome === 'pending';
  const saysWaiting = isPending && props.saysWaiting;
  return (
    <li
      aria-posinset={place + 1}
      aria-setsize={of ?? -1}
      style={{ top: `calc(${place} * var(--row-height))` }}
      className={classNames(
        'absolute inset-x-0 flex h-(--row-height) flex-wrap content-center items-center gap-x-4 gap-y-1 overflow-hidden border-b',
        'hover:bg-sunken has-focus-visible:bg-accent-soft @min-[35rem]:flex-nowrap',
        isOpen && 'bg-accent-soft',
        selection ? 'pr-4 pl-12 md:pr-6' : 'px-4 md:px-6',
      )}
    >
      {selection ? (
        <label className="absolute top-0 left-0 z-1 flex h-full w-12 items-start justify-center pt-3">
          <input
            type="checkbox"
            aria-label={t`Select ${item.title}`}
            checked={selection.has(item.id)}
            onChange={() => selection.toggle(item.id)}
            className="size-4 accent-accent"
          />
        </label>
      ) : null}
      <div className="min-w-0 flex-1 basis-full @min-[35rem]:basis-auto">
        <div className="flex items-center">
          {item.isUnread ? <Unread /> : null}
          <Link
            data-row={item.id}
            dir="auto"
            href={`/i/${item.id}`}
            aria-current={isOpen ? 'true' : undefined}
            onFocus={() => onFocus(item.id)}
            onClick={(event) => {
              // With these the browser opens a tab or a window.
              if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(item.id);
            }}
            className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {item.title}
          </Link>
        </div>
        <p className="mt-0.5 flex min-w-0 items-center gap-1 text-xs text-ink-faint">
          <Workflow aria-hidden className="size-3.5 shrink-0" />
          <span className="shrink-0">
            {item.graphId} › {item.node}
          </span>
          {item.threadTitle && item.threadTitle !== item.title ? (
            <span className="truncate">· {item.threadTitle}</span>
          ) : null}
        </p>
      </div>
      <div className="flex max-w-full min-w-0 items-center gap-x-2.5 text-xs text-ink-faint @min-[35rem]:shrink-0">
        {hasNotes(item) || saysWaiting ? <RowNotes item={item} saysWaiting={saysWaiting} /> : null}
        {item.isDemo ? <Badge>{t`Demo`}</Badge> : null}
        {isPending ? <Asked at={item.createdAt} /> : <RowOutcome item={item} />}
      </div>
    </li>
  );
}

function Unread() {
  return (
    <span className="mr-1 -ml-2.5 size-1.5 shrink-0 rounded-full bg-accent forced-colors:bg-[CanvasText]">
      <span className="sr-only">{t`Unread`}</span>
    </span>
  );
}

function hasNotes({ outcome, comments, ...item }: InboxItem): boolean {
  const { risk, priority, expiresAt, snoozedUntil, assignee, claim, decidingBy } = item;
  const notes = [risk, priority, expiresAt, snoozedUntil, assignee, claim, decidingBy];
  return comments > 0 || (outcome === 'pending' && notes.some((note) => note !== null));
}

function Asked({ at }: { at: string }) {
  return (
    <span className="@min-[35rem]:w-16 @min-[35rem]:text-right">
      <span className="sr-only">{t`asked`} </span>
      <TimeAgo at={at} bare className="tabular-nums" />
    </span>
  );
}
