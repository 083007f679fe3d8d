import { describe, expect, it } from 'vitest';
import { describeRepair } from './describe-repair';

const idle = { openCalls: 0, strategy: null, onPending: null, isPaused: false };

describe('describeRepair', () => {
  it.each([
    ['no call is open', idle],
    ['the call may be answered by the run before', { ...idle, openCalls: 1, strategy: 'enqueue' as const }],
    ['the run with the call is deleted', { ...idle, openCalls: 1, strategy: 'rollback' as const }],
    ['nothing is sent', { ...idle, openCalls: 1, strategy: 'reject' as const }],
    ['the call waits for an answer', { ...idle, openCalls: 1, isPaused: true, onPending: 'enqueue' as const }],
    ['it is not decided whether it is dropped', { ...idle, openCalls: 1, isPaused: true }],
  ])('offers nothing when %s', (_name, situation) => {
    expect(describeRepair(situation)).toBeNull();
  });

  it.each([
    ['1 tool call was never answered; it gets', { ...idle, openCalls: 1 }],
    ['2 tool calls were never answered; each gets', { ...idle, openCalls: 2 }],
    ['1 tool call', { ...idle, openCalls: 1, isPaused: true, onPending: 'allow' as const }],
    ['If the run is stopped at a tool call, it gets', { ...idle, strategy: 'interrupt' as const }],
  ])('says "%s"', (sentence, situation) => {
    expect(describeRepair(situation)).toContain(sentence);
  });
});
