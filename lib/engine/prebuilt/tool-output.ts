import { toMessage } from '../coerce-message';
import { Command, isCommand } from '../command';
import type { Message, ToolCall } from '../message';

/** What comes of a call of a model: the message that answers it, or a Command that brings one. */
export type ToolOutput = Message | Command;

/** In a form that can be stored. */
export function toolOutput(call: ToolCall, output: unknown): ToolOutput {
  if (isCommand(output)) return new Command({ ...output, update: asPlainUpdate(output.update) });
  const isMessage = typeof output === 'object' && output !== null && 'tool_call_id' in output;
  if (isMessage) return toMessage(output);
  return toolMessage(call, {
    status: 'success',
    content: typeof output === 'string' ? output : (JSON.stringify(output) ?? ''),
  });
}

function asPlainUpdate(update: unknown): unknown {
  const isLangChain = (value: unknown) => typeof value === 'object' && value !== null && 'lc_namespace' in value;
  if (isLangChain(update)) return toMessage(update);
  if (Array.isArray(update)) return update.map(asPlainUpdate);
  if (typeof update !== 'object' || update === null || Object.getPrototypeOf(update) !== Object.prototype)
    return update;
  return Object.fromEntries(Object.entries(update).map(([key, value]) => [key, asPlainUpdate(value)]));
}

export function toolMessage({ id = '', name }: ToolCall, fields: Pick<Message, 'status' | 'content'>): Message {
  return toMessage({ type: 'tool', name, tool_call_id: id, ...fields });
}
