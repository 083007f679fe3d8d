import type { MessageFacts, ToolCall } from './message-facts';

/** A tool call that no tool message answers, and where the message stands that asked for it. */
export interface DanglingToolCall {
  index: number;
  call: ToolCall & { id: string };
}

/**
 * The tool calls that nothing behind them answers. Some providers use an id again in a later turn, so an answer counts for
 * the last call of its id that is open. A call without an id cannot be answered and is left out.
 */
export function danglingToolCalls(messages: readonly MessageFacts[]): DanglingToolCall[] {
  const open: DanglingToolCall[] = [];
  for (const [index, { type, toolCalls, toolCallId }] of messages.entries()) {
    const answered = type === 'tool' ? open.findLastIndex(({ call }) => call.id === toolCallId) : -1;
    if (answered >= 0) open.splice(answered, 1);
    for (const call of toolCalls) if (hasId(call)) open.push({ index, call });
  }
  return open;
}

function hasId(call: ToolCall): call is ToolCall & { id: string } {
  return call.id !== null;
}
