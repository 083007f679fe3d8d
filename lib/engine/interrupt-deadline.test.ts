import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Interrupt,
  type InterruptOptions,
  interrupt,
  isInterrupted,
  MemorySaver,
  START,
  StateGraph,
} from './index';
import { failureOf, freshThread, LogState } from './testing';

/** What a node that asks with these options leaves open, as a result and as a snapshot show it. */
async function ask(options: InterruptOptions): Promise<{ shown: Interrupt[]; kept: Interrupt[] | undefined }> {
  const graph = new StateGraph(LogState)
    .addNode('ask', () => ({ value: interrupt('question', options) }))
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const result: unknown = await graph.invoke({}, thread);
  const state = await graph.getState(thread);
  return { shown: isInterrupted(result) ? result.__interrupt__ : [], kept: state.tasks[0]?.interrupts };
}

describe('a question with a deadline', () => {
  test.each<[string, InterruptOptions, Partial<Interrupt>]>([
    ['in milliseconds', { timeoutMs: 60_000 }, { timeout_ms: 60_000 }],
    ['as a date', { expiresAt: new Date(0) }, { expires_at: '1970-01-01T00:00:00.000Z' }],
    ['as text', { expiresAt: '2026-11-21T12:00:00+02:00' }, { expires_at: '2026-11-21T10:00:00.000Z' }],
    [
      'with an answer for the case that nobody gives one',
      { timeoutMs: 1, onExpire: { action: 'resume', value: null } },
      { timeout_ms: 1, on_expire: { action: 'resume', value: null } },
    ],
  ])('carries it %s', async (_name, options, expected) => {
    const { shown, kept } = await ask(options);

    expect(shown).toEqual([expect.objectContaining(expected)]);
    expect(kept).toEqual(shown);
  });

  test('that it does not have leaves nothing behind', async () => {
    const { shown } = await ask({});

    expect(Object.keys(shown[0] ?? {})).toEqual(['id', 'value', 'resumable', 'ns', 'when']);
  });

  test.each<[string, InterruptOptions]>([
    ['two moments', { timeoutMs: 1, expiresAt: new Date() }],
    ['timeoutMs -1', { timeoutMs: -1 }],
    ['timeoutMs NaN', { timeoutMs: Number.NaN }],
    ['timeoutMs Infinity', { timeoutMs: Number.POSITIVE_INFINITY }],
    ['expiresAt tomorrow', { expiresAt: 'tomorrow' }],
    ['no value to resume with', { timeoutMs: 1, onExpire: { action: 'resume', value: undefined } }],
    [
      'a value that does not fit the schema',
      {
        timeoutMs: 1,
        responseSchema: z.object({ age: z.number() }),
        onExpire: { action: 'resume', value: { age: 'x' } },
      },
    ],
  ])('is refused with %s', async (_name, options) => {
    expect(await failureOf(ask(options))).toMatchObject({ lc_error_code: 'INVALID_DEADLINE' });
  });
});
