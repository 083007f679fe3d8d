// LangChain's chat models tell what they write as they write it, to callbacks that they find in the config they are called with.
import { toMessage } from './coerce-message';
import { TAG_NOSTREAM } from './constants';
import type { Message } from './message';
import { streamMessage } from './message-stream';
import { namespacePath } from './namespace';
import { isWanted } from './sink';
import type { TaskContext } from './task-context';

/** A call of a model. */
interface ModelCall {
  readonly metadata: Record<string, unknown>;
  /** Of the message it writes: all chunks of one message have one. */
  messageId?: string;
}

type Fields = Record<string, unknown>;

/** What hears the models that a node calls, so that they stream in mode `messages`. Undefined where nobody reads that. */
export function modelHandler(task: TaskContext): object | undefined {
  const at = { mode: 'messages', ns: namespacePath(task.graphNs), step: task.step } as const;
  return isWanted(task.sinks, at) ? new ModelStream(task).handler : undefined;
}

class ModelStream {
  private readonly calls = new Map<string, ModelCall>();

  constructor(private readonly task: TaskContext) {}

  /** As LangChain takes it, of any version: an object with the methods it has. */
  get handler(): object {
    return {
      // With it, a model that is invoked streams as well.
      lc_prefer_streaming: true,
      // Called where it happens and not some time later: chunks come before what the node returns.
      awaitHandlers: true,
      handleChatModelStart: (...[, , runId, , , tags, metadata, name]: unknown[]) =>
        this.begin(String(runId), { tags, metadata, name }),
      handleLLMNewToken: (...[token, , runId, , , fields]: unknown[]) =>
        this.tell(String(runId), messageOf(fields) ?? { content: token }),
      handleLLMEnd: (output: unknown, runId: string) => this.end(runId, output),
      handleLLMError: (_error: unknown, runId: string) => this.calls.delete(runId),
    };
  }

  private begin(runId: string, { tags, metadata, name }: Fields): void {
    const own = Array.isArray(tags) && tags.length > 0 ? { tags } : {};
    if (own.tags?.some((tag) => tag === TAG_NOSTREAM || tag === `langsmith:${TAG_NOSTREAM}`)) return;
    this.calls.set(runId, { metadata: { ...Object(metadata), ...own, ...(name !== undefined && { name }) } });
  }

  private tell(runId: string, chunk: Fields): void {
    const call = this.calls.get(runId);
    if (!call) return;
    call.messageId ??= idOf(chunk, runId);
    streamMessage(this.task, chunkOf(chunk, call.messageId), call.metadata);
  }

  /** A model that does not stream has its message told in one piece. */
  private end(runId: string, output: unknown): void {
    const call = this.calls.get(runId);
    this.calls.delete(runId);
    const message = call && call.messageId === undefined && messageOf(Object(output).generations?.[0]?.[0]);
    if (message) streamMessage(this.task, { ...toMessage(message), id: idOf(message, runId) }, call.metadata);
  }
}

/** Of a generation, or of one that comes as a chunk. */
function messageOf(generation: unknown): Fields | undefined {
  const { chunk, message } = Object(generation) as Fields; // of whatever it is
  const found = chunk === undefined ? message : Object(chunk).message;
  return typeof found === 'object' && found !== null ? (found as Fields) : undefined;
}

/** The id that LangChain gives to a message that comes without one. */
function idOf({ id }: Fields, runId: string): string {
  return typeof id === 'string' && id !== '' ? id : `run-${runId}`;
}

const PARTS = [
  'name',
  'tool_calls',
  'invalid_tool_calls',
  'tool_call_chunks',
  'usage_metadata',
  'additional_kwargs',
  'response_metadata',
] as const;

/** As plain data. Nothing of it is read: half a tool call cannot be understood yet. */
function chunkOf(chunk: Fields, id: string): Message {
  const parts = PARTS.filter((part) => chunk[part] !== undefined).map((part) => [part, chunk[part]] as const);
  const plain = { type: 'AIMessageChunk', content: chunk.content, id, ...Object.fromEntries(parts) };
  return plain as unknown as Message; // of which it is a piece
}
