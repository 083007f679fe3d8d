import type { Level } from '#lib/runs/question-levels';
import { Prisma } from '#lib/store/generated/client';
import { orderedBy, readCursor } from './inbox-cursor';
import { type InboxView, isOldestFirst } from './inbox-views';
import { hasWords } from './search-words';

export interface InboxFilter {
  view?: InboxView;
  /** Who looks, for the views `mine` and `claimed` and for what is unread; null: nobody who has given a name. */
  reviewer?: string | null;
  graphId?: string;
  node?: string;
  /** An assistant's id. */
  assistantId?: string;
  /** What the thread's metadata must contain. */
  metadata?: Record<string, unknown>[];
  /** Asked longer ago than this. */
  olderThanMinutes?: number;
  /** What the agent says of it: any of these. */
  risk?: Level[];
  priority?: Level[];
  /** Who works on it. */
  claimedBy?: string;
  /** Who shall answer it; null: nobody in particular. */
  assignee?: string | null;
  /** Only what the reviewer has not opened yet. */
  isUnread?: boolean;
  /** The id of a question that the reviewer is reading: to `isUnread` it is not opened yet. */
  keep?: string;
  /**
   * Words, or their beginnings, of the question, its payload, its thread's title or the name of who decided it; or the whole id of
   * a question.
   */
  search?: string;
  /** By the time of asking. Without it: what waits longest first, what is decided last first. */
  sort?: 'oldest' | 'newest';
  /** Only what comes after this cursor, or after the question with this id, in the order of the list. */
  after?: string;
  /** The cursors of the first and the last question of a stretch of the list, whatever has come or gone in between. */
  from?: string;
  until?: string;
  limit?: number;
}

const INTERRUPT_ID = /^[0-9a-f]{32}$/;

/** Whether words are looked for. */
export function isSearch({ search }: InboxFilter): boolean {
  return Boolean(search?.trim());
}

/** SQL: which questions `i` of threads `t` are in a view and match the rest of the filter. */
export function inboxCondition(filter: InboxFilter): Prisma.Sql {
  return Prisma.sql`${viewCondition(filter)} AND ${Prisma.join(matches(filter), ' AND ')}`;
}

function viewCondition({ view = 'waiting', reviewer = null }: InboxFilter): Prisma.Sql {
  switch (view) {
    case 'waiting':
      return AWAKE;
    case 'mine':
      return Prisma.sql`${AWAKE}
        AND (i.assignee = ${reviewer}::text OR i.claimed_by = ${reviewer}::text AND i.claimed_until > now())`;
    case 'claimed':
      return Prisma.sql`${AWAKE} AND ${CLAIMED} AND i.claimed_by IS DISTINCT FROM ${reviewer}::text`;
    case 'expiring':
      return Prisma.sql`${AWAKE} AND i.expires_at IS NOT NULL AND i.expired_at IS NULL`;
    case 'snoozed':
      return SNOOZED;
    case 'mentions':
      return Prisma.sql`${AWAKE} AND i.id IN (${mentioning(reviewer)})`;
    case 'answered':
      return Prisma.sql`i.outcome = 'answered'`;
    case 'superseded':
      return Prisma.sql`i.outcome IN ('superseded', 'expired')`;
    case 'all':
      return Prisma.sql`true`;
    default:
      return view satisfies never;
  }
}

/** SQL: whether a comment `c` of somebody else mentions the reviewer. */
export function mentionsReviewer(reviewer: string | null): Prisma.Sql {
  return Prisma.sql`c.mentions @> ARRAY[${reviewer}]::text[] AND c.author <> ${reviewer}::text`;
}

/** SQL: the questions at which somebody asks the reviewer something, by the index `comments_mentions_idx`. */
function mentioning(reviewer: string | null): Prisma.Sql {
  return Prisma.sql`
    SELECT c.interrupt_id FROM comments c WHERE ${mentionsReviewer(reviewer)}
      AND NOT EXISTS (
        SELECT FROM comments said WHERE said.interrupt_id = c.interrupt_id AND said.author = ${reviewer}::text AND said.id > c.id)`;
}

/** What waits now; what was put off waits again by itself. */
const AWAKE = Prisma.sql`i.outcome = 'pending' AND (i.snoozed_until IS NULL OR i.snoozed_until <= now())`;

/** As the condition of the index `interrupts_snoozed_idx`, and its time has not come. */
const SNOOZED = Prisma.sql`i.outcome = 'pending' AND i.snoozed_until IS NOT NULL AND i.snoozed_until > now()`;

/** As the condition of the index `interrupts_claimed_idx`, and the lease has not run out. */
const CLAIMED = Prisma.sql`i.outcome = 'pending' AND i.claimed_by IS NOT NULL AND i.claimed_until > now()`;

function matches(filter: InboxFilter): Prisma.Sql[] {
  const { graphId, node, assistantId, metadata, olderThanMinutes, claimedBy, assignee } = filter;
  const text = filter.search?.trim();
  return [
    Prisma.sql`true`,
    ...(graphId ? [Prisma.sql`i.graph_id = ${graphId}`] : []),
    ...(node ? [Prisma.sql`i.node = ${node}`] : []),
    ...(assistantId ? [Prisma.sql`i.assistant_id = ${assistantId}::uuid`] : []),
    ...(metadata ? [hasMetadata(metadata)] : []),
    ...(olderThanMinutes
      ? [Prisma.sql`i.created_at < now() - make_interval(secs => ${olderThanMinutes * 60}::float8)`]
      : []),
    ...(filter.risk ? [Prisma.sql`i.risk IN (${Prisma.join(filter.risk)})`] : []),
    ...(filter.priority ? [Prisma.sql`i.priority IN (${Prisma.join(filter.priority)})`] : []),
    ...(claimedBy ? [Prisma.sql`${CLAIMED} AND i.claimed_by = ${claimedBy}`] : []),
    ...(assignee === undefined
      ? []
      : [assignee === null ? Prisma.sql`i.assignee IS NULL` : Prisma.sql`i.assignee = ${assignee}`]),
    ...(filter.isUnread ? [isUnreadOrKept(filter)] : []),
    ...(text ? [finds(text, filter.view)] : []),
  ];
}

function isUnreadOrKept({ reviewer = null, keep }: InboxFilter): Prisma.Sql {
  const isUnread = isUnreadBy(reviewer);
  return keep === undefined ? isUnread : Prisma.sql`(i.id = ${keep} OR (${isUnread}))`;
}

/** SQL: whether the question `i` waits and the reviewer has not opened it; to who has given no name nothing is unread. */
export function isUnreadBy(reviewer: string | null): Prisma.Sql {
  if (reviewer === null) return Prisma.sql`false`;
  return Prisma.sql`i.outcome = 'pending' AND NOT EXISTS (
    SELECT FROM opened_questions o WHERE o.interrupt_id = i.id AND o.reviewer = ${reviewer})`;
}

/** Any of them: "5" may be meant as the number or as the text. */
function hasMetadata(parts: Record<string, unknown>[]): Prisma.Sql {
  const each = parts.map((part) => Prisma.sql`metadata @> ${JSON.stringify(part)}::jsonb`);
  return Prisma.sql`i.thread_id IN (SELECT id FROM threads WHERE ${Prisma.join(each, ' OR ')})`;
}

function finds(text: string, view: InboxView | undefined): Prisma.Sql {
  if (INTERRUPT_ID.test(text)) return Prisma.sql`i.id = ${text}`;
  const found = hasWords(text);
  // What waits and what is decided have an index each; a view of both needs both.
  return view === 'all'
    ? Prisma.sql`(i.outcome = 'pending' AND ${found} OR i.outcome <> 'pending' AND ${found})`
    : found;
}

/** SQL: the first `most` questions of the list, in its order. */
export function inboxPage(filter: InboxFilter, most: number): Prisma.Sql {
  const pages = byLevel(filter).map(
    (each) =>
      Prisma.sql`(SELECT i.* FROM interrupts i WHERE ${inboxCondition(each)} ${inboxPosition(each)} LIMIT ${most})`,
  );
  return Prisma.sql`SELECT i.* FROM (${Prisma.join(pages, ' UNION ALL ')}) i ${inboxOrder(filter)} LIMIT ${most}`;
}

/** The same questions, as several lists: each level is a stretch of an index that is in order, and several of them are not. */
function byLevel(filter: InboxFilter): InboxFilter[] {
  if (filter.risk) return filter.risk.map((level) => ({ ...filter, risk: [level] }));
  if (filter.priority) return filter.priority.map((level) => ({ ...filter, priority: [level] }));
  return [filter];
}

/** SQL: where the page begins and ends, and in which order it goes on. */
export function inboxPosition(filter: InboxFilter): Prisma.Sql {
  return Prisma.sql`${inboxBounds(filter)} ${inboxOrder(filter)}`;
}

/** SQL, to follow a condition: where the page begins and ends. */
export function inboxBounds({ view = 'waiting', sort, after, from, until }: InboxFilter): Prisma.Sql {
  const moment = Prisma.raw(orderedBy(view));
  const [onwards, back] = isOldestFirst(view, sort) ? ['>', '<'] : ['<', '>'];
  const bound = (comparison: string, cursor: string | undefined) =>
    cursor ? Prisma.sql`AND (i.${moment}, i.id) ${Prisma.raw(comparison)} ${placeOf(cursor, moment)}` : Prisma.empty;
  return Prisma.sql`${bound(onwards, after)} ${bound(`${onwards}=`, from)} ${bound(`${back}=`, until)}`;
}

/** SQL: in which order the list goes on; the id decides between questions of the same moment. */
export function inboxOrder({ view = 'waiting', sort }: InboxFilter): Prisma.Sql {
  const moment = Prisma.raw(orderedBy(view));
  const direction = Prisma.raw(isOldestFirst(view, sort) ? 'ASC' : 'DESC');
  return Prisma.sql`ORDER BY i.${moment} ${direction}, i.id ${direction}`;
}

function placeOf(cursor: string, moment: Prisma.Sql): Prisma.Sql {
  const place = readCursor(cursor);
  if (place) return Prisma.sql`(${place.moment}::timestamptz, ${place.id}::text)`;
  return Prisma.sql`(SELECT ${moment}, id FROM interrupts WHERE id = ${cursor})`;
}
