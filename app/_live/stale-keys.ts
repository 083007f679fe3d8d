import type { QueryKey } from '@tanstack/react-query';
import { queryKeys } from '#app/_data/query-keys';
import type { LiveMessage } from '#lib/review/live-message';

/** Which queries a message makes stale. A key covers every key that begins with it. */
export function staleKeys(message: LiveMessage): QueryKey[] {
  switch (message.k) {
    case 'hello':
    case 'beat':
    case 'database':
    case 'look':
      return [];
    case 'resync':
      return [[]];
    case 'events':
      return [queryKeys.runProgress(message.r)];
    case 'run':
      return [
        queryKeys.runs(),
        queryKeys.run(message.r),
        queryKeys.runProgress(message.r),
        queryKeys.thread(message.t),
        queryKeys.threads(),
        queryKeys.inbox(),
        queryKeys.activity(),
        queryKeys.activityFacets(),
        queryKeys.graphs(),
        ['graph'],
      ];
    case 'thread':
      // A thread that is deleted takes its questions with it, and nothing else tells of them.
      return [
        queryKeys.thread(message.t),
        queryKeys.threads(),
        queryKeys.inbox(),
        queryKeys.inboxCounts(),
        queryKeys.savedViews(),
        queryKeys.waiting(),
        ['interrupt'],
      ];
    case 'review':
      return [
        queryKeys.inbox(),
        queryKeys.inboxCounts(),
        queryKeys.waiting(),
        queryKeys.interrupt(message.i),
        queryKeys.answerLinks(message.i),
        queryKeys.reviewers(),
        queryKeys.thread(message.t, 'conversation'),
        queryKeys.activity(),
        queryKeys.activityFacets(),
      ];
    case 'webhooks':
      return [queryKeys.webhooks(), queryKeys.deliveries()];
    case 'interrupt':
      return [
        queryKeys.inbox(),
        queryKeys.inboxCounts(),
        queryKeys.inboxNewcomers(),
        queryKeys.savedViews(),
        queryKeys.waiting(),
        queryKeys.askingNodes(),
        queryKeys.answerLinks(message.i),
        ['interrupt'],
        queryKeys.thread(message.t),
        queryKeys.threads(),
        queryKeys.activity(),
        queryKeys.activityFacets(),
        queryKeys.graphs(),
        ['graph'],
      ];
    default:
      return message satisfies never;
  }
}
