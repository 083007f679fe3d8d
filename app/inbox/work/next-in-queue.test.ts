import { expect, it } from 'vitest';
import type { InboxItem } from '#lib/review/read-inbox-items';
import { nextInQueue } from './next-in-queue';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const EARLIER = '2026-01-01T11:00:00Z';
const LATER = '2026-01-01T13:00:00Z';

function item(id: string, review: Partial<Pick<InboxItem, 'claim' | 'decidingBy'>> = {}): InboxItem {
  return {
    ...{ id, title: id, graphId: 'g', node: 'n', threadId: 't', threadTitle: null, isDemo: false, outcome: 'pending' },
    ...{
      createdAt: EARLIER,
      decidedAt: null,
      decidedBy: null,
      expiresAt: null,
      answer: null,
      claim: null,
      assignee: null,
      snoozedUntil: null,
      risk: null,
      priority: null,
      comments: 0,
      decidingBy: null,
      isUnread: false,
    },
    ...review,
  };
}

const next = (...items: InboxItem[]) => nextInQueue(items, { reviewer: 'Ada', now: NOW })?.id ?? null;

it('the next question is the first one', () => {
  expect(next(item('a'), item('b'))).toBe('a');
});

it('what somebody else answers is passed by, until the claim has run out', () => {
  expect(next(item('a', { claim: { by: 'Grace', until: LATER } }), item('b'))).toBe('b');
  expect(next(item('a', { claim: { by: 'Grace', until: EARLIER } }), item('b'))).toBe('a');
  expect(next(item('a', { claim: { by: 'Ada', until: LATER } }), item('b'))).toBe('a');
});

it('what is decided and about to be sent is passed by', () => {
  expect(next(item('a', { decidingBy: 'Ada' }), item('b', { decidingBy: 'Grace' }))).toBeNull();
});
