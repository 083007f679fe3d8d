import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const threadTabs = ['conversation', 'state', 'history', 'graph', 'runs'] as const;
export type ThreadTab = (typeof threadTabs)[number];

/** A thread page's view, as the address holds it. */
export const threadPageParams = {
  tab: parseAsStringLiteral(threadTabs).withDefault('conversation'),
  /** The state tab shows this checkpoint instead of the head; a comparison has it on its right side. */
  checkpoint: parseAsString,
  /** The history tab compares this checkpoint with that. */
  compare: parseAsString,
  /** State and history are those of this nested graph, not of the thread's own. */
  level: parseAsString,
  /** How the history is shown. */
  show: parseAsStringLiteral(['list', 'timeline']).withDefault('list'),
};

export type ThreadPageParams = inferParserType<typeof threadPageParams>;

/** What a page without these shows: a link to another tab does away with them. */
export const noPlace = { checkpoint: null, compare: null, level: null };

export const loadThreadPageParams = createLoader(threadPageParams);
export const threadPageQuery = createSerializer(threadPageParams);
