/** A message as a plain object, in the form LangChain's clients exchange. */
export interface Message {
  type: MessageType;
  content: string | MessageBlock[];
  id?: string;
  name?: string;
  tool_calls?: ToolCall[];
  invalid_tool_calls?: unknown[];
  /** Of a tool message: the call it answers. */
  tool_call_id?: string;
  status?: string;
  artifact?: unknown;
  usage_metadata?: unknown;
  additional_kwargs?: Record<string, unknown>;
  response_metadata?: Record<string, unknown>;
}

export type MessageType = 'human' | 'ai' | 'system' | 'tool' | 'remove';
export type MessageBlock = { type: string; [key: string]: unknown };

export interface ToolCall {
  id?: string;
  name: string;
  args: Record<string, unknown>;
  type?: 'tool_call';
}

/** Everything `addMessages` understands: a text, `[role, content]`, an object with `role` or `type`, a LangChain message. */
export type MessageLike = string | readonly [role: string, content: Message['content']] | object;

/** Also true for a streamed chunk, whose type ends in `Chunk`. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('content' in value)) return false;
  return typeof value.type === 'string' && /^(human|ai|system|tool|remove)$|^\w+MessageChunk$/i.test(value.type);
}

/** As a list item: removes the message with this id, or with `REMOVE_ALL_MESSAGES` every one before it. */
export class RemoveMessage {
  readonly type = 'remove';
  readonly content = '';
  readonly id: string;

  constructor({ id }: { id: string }) {
    this.id = id;
  }
}

export const REMOVE_ALL_MESSAGES = '__remove_all__';
