import { isRecord } from '../is-record';

/** A tool call of an `ai` message. */
export interface ToolCall {
  id: string | null;
  name: string;
  args: unknown;
}

/** What every reader of a message dict needs, in whatever form a client, a graph or LangChain wrote it. */
export interface MessageFacts {
  id: string | null;
  /** `human`, `ai`, `tool`, `system`, or whatever a graph's author made up. */
  type: string;
  toolCalls: ToolCall[];
  /** The call a `tool` message answers. */
  toolCallId: string | null;
}

const TYPE_OF_ROLE: Record<string, string> = { user: 'human', assistant: 'ai', developer: 'system' };

/** Reads one message dict; null when the value is not one. */
export function messageFacts(value: unknown): MessageFacts | null {
  if (!isRecord(value)) return null;
  const type = typeOf(value);
  if (type === null || !('content' in value || Array.isArray(value.tool_calls))) return null;
  return {
    id: textOrNull(value.id),
    type,
    toolCalls: toolCallsOf(value).map(readToolCall),
    toolCallId: textOrNull(value.tool_call_id),
  };
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Chunks carry the name of their class (`AIMessageChunk`), whole messages a plain word. */
function typeOf(dict: Record<string, unknown>): string | null {
  const named = textOrNull(dict.type) ?? textOrNull(dict.role);
  if (named === null) return null;
  const word = named.replace(/Message(Chunk)?$/, '').toLowerCase();
  return TYPE_OF_ROLE[word] ?? word;
}

/** What LangChain's adapters send to a provider: the calls, or if there are none what the provider itself had written. */
function toolCallsOf({ tool_calls: calls, additional_kwargs: kwargs }: Record<string, unknown>): unknown[] {
  if (Array.isArray(calls) && calls.length > 0) return calls;
  return isRecord(kwargs) && Array.isArray(kwargs.tool_calls) ? kwargs.tool_calls : [];
}

/** Also OpenAI's form, whose arguments are JSON text. */
function readToolCall(value: unknown): ToolCall {
  if (!isRecord(value)) return { id: null, name: 'unknown', args: value };
  const { name, args, arguments: json } = isRecord(value.function) ? value.function : value;
  return { id: textOrNull(value.id), name: textOrNull(name) ?? 'unknown', args: args ?? json ?? {} };
}
