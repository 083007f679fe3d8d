import { isRecord } from '#lib/runs/is-record';

type MessageDict = Record<string, unknown>;

/** An event of stream mode `messages`: its name and what it carries. */
export interface MessageEvent {
  event: 'messages/metadata' | 'messages/partial' | 'messages/complete';
  data: unknown;
}

interface Streamed {
  message: MessageDict;
  node: unknown;
  isComplete: boolean;
}

/**
 * Stream mode `messages`, made from the chunks that a run records: for each message its metadata once, then the message as
 * far as it has come, then the whole of it. One object follows one run from its first event.
 */
export class StreamedMessages {
  private readonly byId = new Map<string, Streamed>();

  /** A recorded pair of a message, or a chunk of one, and its metadata. */
  add(pair: unknown): MessageEvent[] {
    const [dict, metadata] = Array.isArray(pair) ? pair : [];
    if (!isRecord(dict) || typeof dict.id !== 'string') return [];
    const known = this.byId.get(dict.id);
    const isComplete = !isChunk(dict);
    const message = isComplete ? dict : appendChunk(known?.message, dict);
    const node = isRecord(metadata) ? metadata.langgraph_node : undefined;
    this.byId.set(dict.id, { message, node, isComplete });
    const events: MessageEvent[] = known ? [] : [{ event: 'messages/metadata', data: { [dict.id]: { metadata } } }];
    return [...events, { event: isComplete ? 'messages/complete' : 'messages/partial', data: [message] }];
  }

  /** A node has finished: what it streamed is complete, in the form that its update has it in, if it is part of that. */
  finishNodes(update: unknown): MessageEvent[] {
    if (!isRecord(update)) return [];
    const whole = new Map(Object.values(update).flatMap(messagesIn));
    const finished = [...this.byId].filter(([, entry]) => !entry.isComplete && String(entry.node) in update);
    return finished.map(([id, entry]) => {
      entry.isComplete = true;
      return { event: 'messages/complete', data: [whole.get(id) ?? entry.message] };
    });
  }
}

function messagesIn(update: unknown): [string, MessageDict][] {
  const { messages } = asRecord(update);
  const list = Array.isArray(messages) ? messages : [messages];
  return asRecords(list).flatMap((message) => (typeof message.id === 'string' ? [[message.id, message]] : []));
}

function isChunk(dict: MessageDict): boolean {
  return typeof dict.type === 'string' && dict.type.endsWith('Chunk');
}

/** `AIMessageChunk` grows into a message of type `ai`. */
function wholeType(chunkType: unknown): string {
  return String(chunkType)
    .replace(/MessageChunk$/, '')
    .toLowerCase();
}

function appendChunk(known: MessageDict | undefined, { tool_call_chunks, ...chunk }: MessageDict): MessageDict {
  const calls = joinToolCalls(known?.tool_call_chunks, tool_call_chunks);
  return {
    ...known,
    ...chunk,
    type: wholeType(chunk.type),
    content: joinContent(known?.content, chunk.content),
    additional_kwargs: { ...asRecord(known?.additional_kwargs), ...asRecord(chunk.additional_kwargs) },
    response_metadata: { ...asRecord(known?.response_metadata), ...asRecord(chunk.response_metadata) },
    ...(calls.length > 0 && { tool_call_chunks: calls, tool_calls: calls.map(toToolCall) }),
  };
}

function joinContent(left: unknown, right: unknown): unknown {
  if (left === undefined || left === '') return right ?? '';
  if (right === undefined || right === null || right === '') return left;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  return [...asBlocks(left), ...asBlocks(right)];
}

function asBlocks(content: unknown): unknown[] {
  return Array.isArray(content) ? content : [{ type: 'text', text: content }];
}

/** The pieces of one call share an index; only the first of them names it. */
function joinToolCalls(known: unknown, added: unknown): MessageDict[] {
  const calls = asRecords(known).map((call) => ({ ...call }));
  for (const piece of asRecords(added)) {
    const call = calls.find((other) => other.index === piece.index);
    if (!call) calls.push({ ...piece });
    else
      Object.assign(call, {
        name: call.name ?? piece.name,
        id: call.id ?? piece.id,
        args: `${call.args ?? ''}${piece.args ?? ''}`,
      });
  }
  return calls;
}

/** Arguments come as JSON text in pieces; a call has none until they are complete. */
function toToolCall({ id, name, args }: MessageDict): MessageDict {
  try {
    return { id, name, args: JSON.parse(String(args || '{}')), type: 'tool_call' };
  } catch {
    return { id, name, args: {}, type: 'tool_call' };
  }
}

function asRecord(value: unknown): MessageDict {
  return isRecord(value) ? value : {};
}

function asRecords(value: unknown): MessageDict[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
