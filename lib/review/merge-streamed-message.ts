import { isRecord } from '#lib/runs/is-record';

/** A message dict as it grows while its tokens arrive. */
export type MessageDict = Record<string, unknown>;

/** What has been streamed of the messages of one run, by message id, in the order in which they began. */
export type StreamedMessages = ReadonlyMap<string, MessageDict>;

interface StreamedEvent {
  /** `messages` or `updates`; anything else leaves the messages as they are. */
  event: string;
  data: unknown;
}

/**
 * Adds one event of a run's stream. Chunks of one id are joined; a whole message replaces the chunks of its id, and so does
 * the update with which its node finished. An event that arrives again after a reconnect must not be passed in twice.
 */
export function mergeStreamedMessage(streamed: StreamedMessages, { event, data }: StreamedEvent): StreamedMessages {
  if (event === 'messages' && Array.isArray(data)) return mergeOne(streamed, data[0]);
  if (event === 'updates' && isRecord(data)) {
    return Object.values(data).flatMap(messagesOfUpdate).reduce<StreamedMessages>(mergeOne, streamed);
  }
  return streamed;
}

function messagesOfUpdate(update: unknown): unknown[] {
  if (!isRecord(update)) return [];
  if (Array.isArray(update.messages)) return update.messages;
  return update.messages === undefined ? [] : [update.messages];
}

function mergeOne(streamed: StreamedMessages, dict: unknown): StreamedMessages {
  if (!isRecord(dict) || typeof dict.id !== 'string') return streamed;
  const known = streamed.get(dict.id);
  const next = new Map(streamed);
  next.set(dict.id, isChunk(dict) ? appendChunk(known, dict) : dict);
  return next;
}

function isChunk(dict: MessageDict): boolean {
  return typeof dict.type === 'string' && dict.type.endsWith('Chunk');
}

/** A whole message already holds what a late chunk of it would add. */
function appendChunk(known: MessageDict | undefined, chunk: MessageDict): MessageDict {
  if (known && !isChunk(known)) return known;
  const pieces = joinToolCallChunks(listOf(known?.tool_call_chunks), listOf(chunk.tool_call_chunks));
  const calls = pieces.map((piece) => ({ id: piece.id, name: piece.name, args: parseArgs(piece.args) }));
  return {
    ...known,
    ...chunk,
    content: joinContent(known?.content, chunk.content),
    tool_call_chunks: pieces,
    tool_calls: calls.length > 0 ? calls : (chunk.tool_calls ?? known?.tool_calls),
  };
}

function joinContent(left: unknown, right: unknown): unknown {
  if (left === undefined || left === '') return right ?? '';
  if (right === undefined || right === null) return left;
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  return [...blocksOf(left), ...blocksOf(right)];
}

function blocksOf(content: unknown): unknown[] {
  if (Array.isArray(content)) return content;
  return typeof content === 'string' && content !== '' ? [{ type: 'text', text: content }] : [];
}

function listOf(value: unknown): MessageDict[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Pieces of one call share an index; only the first of them names the call. */
function joinToolCallChunks(known: MessageDict[], added: MessageDict[]): MessageDict[] {
  const joined = known.map((piece) => ({ ...piece }));
  for (const piece of added) {
    const index = joined.findIndex((other) => other.index === piece.index);
    const same = joined[index];
    if (!same) joined.push({ ...piece });
    else {
      joined[index] = {
        ...same,
        args: `${same.args ?? ''}${piece.args ?? ''}`,
        name: same.name ?? piece.name,
        id: same.id ?? piece.id,
      };
    }
  }
  return joined;
}

/** Arguments arrive as JSON text in pieces; until they are complete they are shown as the text they are so far. */
function parseArgs(args: unknown): unknown {
  if (typeof args !== 'string') return args ?? {};
  try {
    return JSON.parse(args);
  } catch {
    return args;
  }
}
