import type { Message } from './parse-message';

/**
 * Ids of tool calls that no tool message answers: a run that was stopped between the two leaves them behind, and most
 * model providers refuse a conversation that contains one. Calls of the last message may still be running.
 */
export function findUnansweredToolCalls(messages: readonly Message[]): Set<string> {
  const answered = new Set(messages.flatMap((message) => message.toolCallId ?? []));
  const calls = messages.flatMap((message) => message.toolCalls.flatMap((call) => call.id ?? []));
  return new Set(calls.filter((id) => !answered.has(id)));
}
