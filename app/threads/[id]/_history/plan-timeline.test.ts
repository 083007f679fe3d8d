import { expect, it } from 'vitest';
import type { HistoryItem } from '#lib/review/get-history';
import { planTimeline } from './plan-timeline';

function item(second: number, part: Partial<HistoryItem>): HistoryItem {
  const createdAt = new Date(second * 1000).toISOString();
  const nothing = { parentId: null, step: second, source: 'loop', runId: null, createdBy: null, next: [], changes: [] };
  return {
    ...nothing,
    checkpointId: `c${second}`,
    createdAt,
    tookMs: null,
    branch: 0,
    nodes: [],
    questions: [],
    ...part,
  };
}

it('puts the work end to end, and tells how long nothing happened before it', () => {
  const newestFirst = [
    item(100, { nodes: ['pay'], tookMs: 500 }),
    item(3, { nodes: ['decide'], tookMs: 2000 }),
    item(1, { nodes: ['__start__'], tookMs: 10 }),
    item(0, { source: 'input' }),
  ];

  const { steps, totalMs } = planTimeline(newestFirst);

  expect(totalMs).toBe(2500);
  expect(steps.map(({ item: { nodes }, startMs, waitedMs, tookMs }) => [nodes[0], startMs, waitedMs, tookMs])).toEqual([
    ['decide', 0, 0, 2000],
    ['pay', 2000, 96_500, 500],
  ]);
});
