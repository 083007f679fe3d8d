import { Annotation } from './annotation';
import { type Reducer, WRITES, type WriteTraits } from './channel';
import { isCoerced, toMessage } from './coerce-message';
import { GraphValueError } from './errors';
import { type Message, type MessageLike, REMOVE_ALL_MESSAGES } from './message';
import { systemPorts } from './ports';
import type { StateMeta } from './state-meta';

export type MessagesUpdate = MessageLike | readonly MessageLike[];

const MESSAGES_SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    properties: { role: { type: 'string', enum: ['user', 'assistant', 'system', 'tool'] }, content: {} },
    required: ['content'],
  },
};

const traits: WriteTraits = { prepare: prepareMessages, jsonSchema: MESSAGES_SCHEMA };

/**
 * Adds messages to a list. A message with a known id replaces that one in its place; `RemoveMessage` takes one away. Missing
 * ids are minted, once: in a graph that happens before a write is stored.
 */
export const messagesStateReducer = Object.assign(mergeMessages, { [WRITES]: traits });
export const addMessages = messagesStateReducer;

/** A state with one key, `messages`. */
export const MessagesAnnotation = Annotation.Root({
  messages: Annotation<Message[], MessagesUpdate>({ reducer: messagesStateReducer, default: () => [] }),
});

/** For a field of an object schema: `withLangGraph(z.custom<Message[]>(), MessagesZodMeta)`. */
export const MessagesZodMeta: StateMeta = {
  reducer: { fn: messagesStateReducer as Reducer<unknown> }, // it checks what it is given
  default: () => [],
};

function mergeMessages(current: MessagesUpdate, update: MessagesUpdate): Message[] {
  const known = prepareMessages(current, systemPorts.uuid);
  const given = prepareMessages(update, systemPorts.uuid);
  const clearedAt = given.findLastIndex(isRemoveAll);
  return clearedAt >= 0 ? mergeById([], given.slice(clearedAt + 1)) : mergeById(known, given);
}

function mergeById(known: readonly Message[], given: readonly Message[]): Message[] {
  const merged = [...known];
  const places = new Map(merged.map((message, place) => [message.id, place]));
  const removed = new Set<string | undefined>();
  for (const message of given) {
    const place = places.get(message.id);
    if (message.type === 'remove') {
      if (place === undefined) throw unknownMessage(message.id);
      removed.add(message.id);
      continue;
    }
    removed.delete(message.id);
    if (place !== undefined) merged[place] = message;
    else places.set(message.id, merged.push(message) - 1);
  }
  return removed.size === 0 ? merged : merged.filter(({ id }) => !removed.has(id));
}

function prepareMessages(update: unknown, mintId: () => string): Message[] {
  const list: unknown[] = Array.isArray(update) ? update : [update];
  return list.map((like) => {
    if (isCoerced(like)) return like;
    const message = toMessage(like);
    return message.id === undefined ? withId(message, mintId()) : message;
  });
}

function withId({ type, content, ...rest }: Message, id: string): Message {
  return { type, content, id, ...rest };
}

function isRemoveAll(message: Message): boolean {
  return message.type === 'remove' && message.id === REMOVE_ALL_MESSAGES;
}

function unknownMessage(id: string | undefined): GraphValueError {
  return new GraphValueError('INVALID_MESSAGE', `There is no message with id ${id} to remove.`);
}
