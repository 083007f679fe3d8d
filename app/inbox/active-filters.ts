import { levelChoiceLabel } from '#app/_triage/level-label';
import type { InboxParams } from './inbox-params';

export interface ActiveFilter {
  /** As one would say it. */
  label: string;
  /** What takes it away. */
  without: Partial<InboxParams>;
}

/** What narrows the view, beside its search. */
export function activeFilters(params: InboxParams): ActiveFilter[] {
  const { graph, node, assistant, metadata, older, claimed, risk, priority, assignee, unread } = params;
  const filters: (ActiveFilter | null)[] = [
    graph ? { label: `graph ${graph}`, without: { graph: null, node: null } } : null,
    node ? { label: `node ${node}`, without: { node: null } } : null,
    assistant ? { label: 'one assistant', without: { assistant: null } } : null,
    metadata ? { label: `metadata ${metadata}`, without: { metadata: null } } : null,
    older !== null && older > 0 ? { label: 'a minimum age', without: { older: null } } : null,
    claimed ? { label: `claimed by ${claimed}`, without: { claimed: null } } : null,
    risk ? { label: levelChoiceLabel(risk, 'risk').toLowerCase(), without: { risk: null } } : null,
    priority ? { label: levelChoiceLabel(priority, 'priority').toLowerCase(), without: { priority: null } } : null,
    unread ? { label: 'unread by you', without: { unread: null } } : null,
    assignee ? { label: `assigned to ${assignee}`, without: { assignee: null } } : null,
  ];
  return filters.filter((filter) => filter !== null);
}
