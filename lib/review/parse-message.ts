import { isRecord } from '#lib/runs/is-record';

/** A tool call of an `ai` message. */
export interface ToolCall {
  id: string | null;
  name: string;
  args: unknown;
}

/** A LangChain message dict, as far as a screen shows it. */
export interface Message {
  id: string | null;
  /** `human`, `ai`, `tool`, `system`, or whatever a graph's author made up. */
  type: string;
  text: string;
  /** Content blocks that are not text: images, files, provider specific blocks. */
  otherBlocks: unknown[];
  name: string | null;
  toolCalls: ToolCall[];
  /** The call a `tool` message answers. */
  toolCallId: string | null;
  isError: boolean;
}

const TYPE_OF_ROLE: Record<string, string> = { user: 'human', assistant: 'ai', developer: 'system' };

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Chunks carry the name of their class (`AIMessageChunk`), whole messages a plain word. */
function typeOf(dict: Record<string, unknown>): string | null {
  const named = textOrNull(dict.type) ?? textOrNull(dict.role);
  if (named === null) return null;
  const word = named.replace(/Message(Chunk)?$/, '').toLowerCase();
  return TYPE_OF_ROLE[word] ?? word;
}

function parseToolCall(value: unknown): ToolCall {
  if (!isRecord(value)) return { id: null, name: 'unknown', args: value };
  return { id: textOrNull(value.id), name: textOrNull(value.name) ?? 'unknown', args: value.args ?? {} };
}

/** `tool_use` blocks repeat what `tool_calls` says, so they are left out. */
function splitContent(content: unknown): { text: string; otherBlocks: unknown[] } {
  if (typeof content === 'string') return { text: content, otherBlocks: [] };
  if (content === null || content === undefined) return { text: '', otherBlocks: [] };
  if (!Array.isArray(content)) return { text: '', otherBlocks: [content] };
  const texts: string[] = [];
  const otherBlocks: unknown[] = [];
  for (const block of content) {
    if (typeof block === 'string') texts.push(block);
    else if (isRecord(block) && block.type === 'text' && typeof block.text === 'string') texts.push(block.text);
    else if (!isRecord(block) || block.type !== 'tool_use') otherBlocks.push(block);
  }
  return { text: texts.join(''), otherBlocks };
}

/** Reads one message dict; null when the value is not one. */
export function parseMessage(value: unknown): Message | null {
  if (!isRecord(value)) return null;
  const type = typeOf(value);
  if (type === null || !('content' in value || Array.isArray(value.tool_calls))) return null;
  return {
    id: textOrNull(value.id),
    type,
    ...splitContent(value.content),
    name: textOrNull(value.name),
    toolCalls: Array.isArray(value.tool_calls) ? value.tool_calls.map(parseToolCall) : [],
    toolCallId: textOrNull(value.tool_call_id),
    isError: value.status === 'error',
  };
}

/** Reads a list of message dicts; null when any of its items is something else. */
export function parseMessages(value: unknown): Message[] | null {
  if (!Array.isArray(value)) return null;
  const messages = value.map(parseMessage);
  return messages.every((message) => message !== null) ? messages : null;
}
