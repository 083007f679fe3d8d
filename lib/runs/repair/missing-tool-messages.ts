import { v5 } from 'uuid';
import { isRecord } from '../is-record';
import { danglingToolCalls } from './dangling-tool-calls';
import { messageFacts } from './message-facts';

const NAMESPACE = '5f0d3f5e-6a1c-4c53-9b0e-3a7d1f6a1b52';
const CONTENT = 'Cancelled: the run that asked for this was stopped before the tool call had a result.';

/** A tool message that says of a call that it was cancelled. `additional_kwargs.holdpoint` marks it as not the graph's own. */
export interface CancelledToolMessage {
  type: 'tool';
  content: string;
  id: string;
  name: string;
  tool_call_id: string;
  status: 'error';
  additional_kwargs: { holdpoint: { added: 'repair' } };
  response_metadata: Record<string, never>;
}

export interface MissingToolMessage {
  message: CancelledToolMessage;
  /** Index of the message that asked for it. */
  askedAt: number;
}

/**
 * The tool messages that a list of LangChain message dicts lacks for a model provider to accept it, in the order of the calls.
 * The id is that of the call and its message, so the same gap always gets the same message. A list of anything else lacks
 * nothing.
 */
export function missingToolMessages(messages: unknown): MissingToolMessage[] {
  if (!Array.isArray(messages) || !messages.every(isLangChainDict)) return [];
  const facts = messages.map(messageFacts).filter((fact) => fact !== null);
  if (facts.length < messages.length) return [];
  return danglingToolCalls(facts).map(({ index, call }) => ({
    askedAt: index,
    message: {
      type: 'tool',
      content: CONTENT,
      id: v5(JSON.stringify([facts[index]?.id ?? index, call.id]), NAMESPACE),
      name: call.name,
      tool_call_id: call.id,
      status: 'error',
      additional_kwargs: { holdpoint: { added: 'repair' } },
      response_metadata: {},
    },
  }));
}

/** The list with each missing message where providers look for it: behind the one that asked and the answers it has. */
export function withToolMessages(messages: readonly unknown[], missing: readonly MissingToolMessage[]): unknown[] {
  const added = new Map<number, CancelledToolMessage[]>();
  for (const { askedAt, message } of missing) {
    const after = lastAnswer(messages, askedAt);
    added.set(after, [...(added.get(after) ?? []), message]);
  }
  return messages.flatMap((message, index) => [message, ...(added.get(index) ?? [])]);
}

function lastAnswer(messages: readonly unknown[], askedAt: number): number {
  let at = askedAt;
  while (messageFacts(messages[at + 1])?.type === 'tool') at++;
  return at;
}

/** OpenAI's own form, with a `role`, goes to a provider as it is, and would take neither an id nor a mark. */
function isLangChainDict(message: unknown): boolean {
  return isRecord(message) && typeof message.type === 'string';
}
