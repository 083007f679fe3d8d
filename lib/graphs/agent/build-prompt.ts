import type { AssistantModelMessage, ModelMessage, ToolModelMessage } from 'ai';
import type { Message, ToolCall } from '#lib/engine';

const CANCELLED = 'Cancelled: the user sent another message before this tool call was done.';

/**
 * The thread's messages as a provider wants them. An interrupted run may leave a tool call without its result, and providers
 * refuse such a history: the call then gets a result that says it was cancelled. Results stand directly behind their call, and
 * a result whose call is gone is left out.
 */
export function buildPrompt(messages: readonly Message[]): ModelMessage[] {
  return messages.flatMap((message): ModelMessage[] => {
    if (message.type === 'human') return [{ role: 'user', content: textOf(message.content) }];
    if (message.type !== 'ai') return [];
    const calls = message.tool_calls ?? [];
    const assistant: AssistantModelMessage = { role: 'assistant', content: assistantContent(message, calls) };
    return calls.length === 0
      ? [assistant]
      : [assistant, { role: 'tool', content: calls.map((call) => resultOf(call, messages)) }];
  });
}

/** The system messages of the thread, joined; `undefined` when there are none. */
export function systemTexts(messages: readonly Message[]): string[] {
  return messages.filter((message) => message.type === 'system').map((message) => textOf(message.content));
}

/** The text of a message: a string as it is, or the text blocks of a list. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((block: unknown) => {
      if (typeof block === 'string') return block;
      return block && typeof block === 'object' && 'text' in block && typeof block.text === 'string' ? block.text : '';
    })
    .join('');
}

function assistantContent(message: Message, calls: readonly ToolCall[]): AssistantModelMessage['content'] {
  const text = textOf(message.content);
  return [
    ...(text || calls.length === 0 ? [{ type: 'text' as const, text }] : []),
    ...calls.map((call) => ({
      type: 'tool-call' as const,
      toolCallId: idOf(call),
      toolName: call.name,
      input: call.args,
    })),
  ];
}

function resultOf(call: ToolCall, messages: readonly Message[]): ToolModelMessage['content'][number] {
  const result = messages.find((message) => message.type === 'tool' && message.tool_call_id === call.id);
  return {
    type: 'tool-result',
    toolCallId: idOf(call),
    toolName: call.name,
    output: result ? { type: 'text', value: textOf(result.content) } : { type: 'error-text', value: CANCELLED },
  };
}

/** Only a message written by hand has calls without an id. */
function idOf(call: ToolCall): string {
  return call.id ?? call.name;
}
