import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { InboxFilter } from '#lib/review/inbox-filter';
import { INBOX_VIEWS } from '#lib/review/inbox-views';
import { isUuid } from '#lib/review/is-uuid';
import { levelsOf, readLevelChoice } from '#lib/review/level-choice';

const parseAsLevel = createParser({ parse: readLevelChoice, serialize: String });

/** A form that is sent without scripts names the fields that are empty, too. */
const text = createParser({ parse: (value) => value || null, serialize: String });

/** The inbox's view, as the address holds it. */
export const inboxParams = {
  view: parseAsStringLiteral(INBOX_VIEWS).withDefault('waiting'),
  q: parseAsString.withDefault(''),
  graph: text,
  node: text,
  /** An assistant's id. */
  assistant: text,
  /** `key=value`, of the thread's metadata. */
  metadata: text,
  /** Minutes since it was asked, at least. */
  older: parseAsInteger,
  /** What the agent says of it. */
  risk: parseAsLevel,
  priority: parseAsLevel,
  /** Who works on it. */
  claimed: text,
  /** Who shall answer it: a name, `me` or `nobody`. */
  assignee: text,
  /** Only what who looks has not opened yet. */
  unread: parseAsStringLiteral(['true'] as const),
  sort: parseAsStringLiteral(['oldest', 'newest'] as const),
  after: parseAsString,
};

export type InboxParams = inferParserType<typeof inboxParams>;

export const loadInboxParams = createLoader(inboxParams);
export const inboxQuery = createSerializer(inboxParams);

/** `keep`: a question that stays while it is read, though it is not unread any more. */
const stretchParams = { from: parseAsString, until: parseAsString, keep: parseAsString };

/** The address of what lies between two cursors of the list. */
export const stretchQuery = createSerializer({ ...inboxParams, ...stretchParams });

/** The address of how many were asked since a list was opened. */
export const newcomersQuery = createSerializer({ ...inboxParams, since: parseAsString });

const readStretch = createLoader(stretchParams);

/** As many as a request for a page of the list may bring, of a stretch into which others have come. */
const MOST_OF_STRETCH = 500;

export function loadStretch(request: Request): Pick<InboxFilter, 'from' | 'until' | 'keep' | 'limit'> {
  const { from, until, keep } = readStretch(request);
  const range = { from: from ?? undefined, until: until ?? undefined, keep: keep ?? undefined };
  return { ...range, ...(until !== null && { limit: MOST_OF_STRETCH }) };
}

/** The same for one question after the other; `at`: the id of the one on the screen. */
export const workParams = { ...inboxParams, at: parseAsString };

export type WorkParams = inferParserType<typeof workParams>;

export const loadWorkParams = createLoader(workParams);

/** What narrows a view, and is cleared with one press. */
export const noFilters = {
  q: '',
  graph: null,
  node: null,
  assistant: null,
  metadata: null,
  older: null,
  claimed: null,
  assignee: null,
  risk: null,
  priority: null,
  unread: null,
} satisfies Partial<InboxParams>;

/** `reviewer`: who looks. */
export function toInboxFilter(params: InboxParams, reviewer: string | null): InboxFilter {
  const { view, q, graph, node, assistant, metadata, older, claimed, assignee, risk, priority, unread, sort, after } =
    params;
  return {
    view,
    reviewer,
    search: q,
    graphId: graph ?? undefined,
    node: node ?? undefined,
    assistantId: assistant && isUuid(assistant) ? assistant : undefined,
    metadata: metadata ? metadataOf(metadata) : undefined,
    olderThanMinutes: older && older > 0 ? older : undefined,
    risk: risk ? levelsOf(risk) : undefined,
    priority: priority ? levelsOf(priority) : undefined,
    claimedBy: claimed ?? undefined,
    assignee: assignee === null ? undefined : assigneeOf(assignee, reviewer),
    isUnread: unread !== null,
    sort: sort ?? undefined,
    after: after ?? undefined,
  };
}

/** What stands for no name, and cannot be one, since names are trimmed. */
const NOBODY_KNOWN = ' ';

/** Who has given no name is assigned nothing. */
function assigneeOf(text: string, reviewer: string | null): string | null {
  if (text === 'me') return reviewer ?? NOBODY_KNOWN;
  return text === 'nobody' ? null : text;
}

/** A value may be meant as a text, as what it is as JSON, or as one of a list, such as of tags. Nothing while no key is given. */
function metadataOf(text: string): Record<string, unknown>[] | undefined {
  const [, key, value] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/s.exec(text.replaceAll('\0', '')) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const asText = [{ [key]: value }, { [key]: [value] }];
  try {
    return [...asText, { [key]: JSON.parse(value) as unknown }];
  } catch {
    return asText;
  }
}

/** What the counts beside the views depend on. */
export function countParams(params: InboxParams) {
  const { view, sort: _sort, after: _after, ...rest } = params;
  return rest.q === '' ? rest : { ...rest, view };
}
