import { isRecord } from '#lib/runs/is-record';
import { isRepairMessage } from '#lib/runs/repair/is-repair-message';
import { type MessageFacts, messageFacts, type ToolCall, textOrNull } from '#lib/runs/repair/message-facts';

export type { ToolCall };

/** A LangChain message dict, as far as a screen shows it. */
export interface Message extends MessageFacts {
  text: string;
  /** Content blocks that are not text: images, files, provider specific blocks. */
  otherBlocks: unknown[];
  name: string | null;
  isError: boolean;
  /** No node wrote it: this server added it to answer a tool call that was left open. */
  isRepair: boolean;
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
  const facts = messageFacts(value);
  if (facts === null || !isRecord(value)) return null;
  return {
    ...facts,
    ...splitContent(value.content),
    name: textOrNull(value.name),
    isError: value.status === 'error',
    isRepair: isRepairMessage(value),
  };
}

/** Reads a list of message dicts; null when any of its items is something else. */
export function parseMessages(value: unknown): Message[] | null {
  if (!Array.isArray(value)) return null;
  const messages = value.map(parseMessage);
  return messages.every((message) => message !== null) ? messages : null;
}
