import { levelLabel } from '#app/_triage/level-label';
import { t } from '#lib/language/gettext';
import { withinSentence } from '#lib/language/within-sentence';
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
    graph ? { label: t`graph ${graph}`, without: { graph: null, node: null } } : null,
    node ? { label: t`node ${node}`, without: { node: null } } : null,
    assistant ? { label: t`one assistant`, without: { assistant: null } } : null,
    metadata ? { label: t`metadata ${metadata}`, without: { metadata: null } } : null,
    older !== null && older > 0 ? { label: t`a minimum age`, without: { older: null } } : null,
    claimed ? { label: t`claimed by ${claimed}`, without: { claimed: null } } : null,
    risk ? { label: withinSentence(levelLabel(risk, 'risk')), without: { risk: null } } : null,
    priority ? { label: withinSentence(levelLabel(priority, 'priority')), without: { priority: null } } : null,
    unread ? { label: t`unread by you`, without: { unread: null } } : null,
    assignee ? { label: assigneeLabel(assignee), without: { assignee: null } } : null,
  ];
  return filters.filter((filter) => filter !== null);
}

/** As the address has it: a name, `me` or `nobody`. */
function assigneeLabel(assignee: string): string {
  if (assignee === 'me') return t`assigned to me`;
  return assignee === 'nobody' ? t`assigned to nobody` : t`assigned to ${assignee}`;
}
