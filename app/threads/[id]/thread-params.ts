import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const threadTabs = ['conversation', 'state', 'history', 'graph', 'runs'] as const;
export type ThreadTab = (typeof threadTabs)[number];

/** A thread page's view, as the address holds it. */
export const threadPageParams = {
  tab: parseAsStringLiteral(threadTabs).withDefault('conversation'),
  /** The state tab shows this checkpoint instead of the head. */
  checkpoint: parseAsString,
};

export const loadThreadPageParams = createLoader(threadPageParams);
