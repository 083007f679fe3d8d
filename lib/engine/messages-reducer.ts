import { Annotation } from './annotation';
import { type Reducer, WRITES, type WriteTraits } from './channel';
import { isCoerced, toMessage } from './coerce-message';
import { GraphValueError } from './errors';
import type { HeldList } from './held-list';
import { type Message, type MessageLike, REMOVE_ALL_MESSAGES } from './message';
import { hasMessage, hasOnlyMessages } from './message-index';
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

const traits: WriteTraits = { prepare: prepareMessages, jsonSchema: MESSAGES_SCHEMA, append: newMessages };

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

/** Where a message with an id may be. Lists that go on from each other share them, so a place counts if the message is there. */
type Places = Map<string | undefined, number[]>;

interface Indexed {
  readonly list: readonly Message[];
  readonly places: Places;
}

/** Of lists that were merged here, so that adding a message does not mean to look at all the others. */
const merges = new WeakMap<object, { length: number; places: Places }>();

function mergeMessages(current: MessagesUpdate, update: MessagesUpdate): Message[] {
  const given = prepareMessages(update, systemPorts.uuid);
  const clearedAt = given.findLastIndex(isRemoveAll);
  if (clearedAt >= 0) return mergeById(indexed([]), given.slice(clearedAt + 1));
  return mergeById(mergedBefore(current) ?? indexed(prepareMessages(current, systemPorts.uuid)), given);
}

/** Undefined for a list that is not known, or to which somebody else has added. */
function mergedBefore(current: MessagesUpdate): Indexed | undefined {
  if (!Array.isArray(current)) return undefined;
  const merged = merges.get(current);
  return merged?.length === current.length ? { list: current, places: merged.places } : undefined;
}

function indexed(list: readonly Message[]): Indexed {
  const places: Places = new Map();
  for (const [place, { id }] of list.entries()) addPlace(places, id, place);
  return { list, places };
}

function addPlace(places: Places, id: string | undefined, place: number): void {
  const known = places.get(id);
  if (!known) places.set(id, [place]);
  else if (!known.includes(place)) known.push(place);
}

function mergeById({ list, places }: Indexed, given: readonly Message[]): Message[] {
  const added: Message[] = [];
  const replaced = new Map<number, Message>();
  const removed = new Set<string | undefined>();
  const isAt = (place: number, id: string | undefined) => (list[place] ?? added[place - list.length])?.id === id;
  for (const message of given) {
    const { id } = message;
    const place = places.get(id)?.findLast((candidate) => isAt(candidate, id));
    if (message.type === 'remove') {
      if (place === undefined) throw unknownMessage(id);
      removed.add(id);
      continue;
    }
    removed.delete(id);
    if (place !== undefined) replaced.set(place, message);
    else addPlace(places, id, list.length + added.push(message) - 1);
  }
  // In one piece: a long list that is pushed to would be copied twice.
  const merged = list.concat(added);
  for (const [place, message] of replaced) merged[place] = message;
  if (removed.size > 0) return merged.filter(({ id }) => !removed.has(id));
  merges.set(merged, { length: merged.length, places });
  return merged;
}

/** What comes to the end of a list of messages. Undefined if some replace others, or take some away. */
function newMessages(list: HeldList, writes: readonly unknown[]): Message[] | undefined {
  if (!hasOnlyMessages(list)) return undefined;
  const added = writes.flatMap((write) => prepareMessages(write, systemPorts.uuid));
  const ids = new Set(added.map(({ id }) => id));
  const isNew = ({ type, id }: Message) => type !== 'remove' && !hasMessage(list, id);
  return ids.size === added.length && added.every(isNew) ? added : undefined;
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
