// LangChain's messages are class instances inside a graph, plain message dicts for clients, and both at once in storage.
// Everything else in a value is passed on as it is.
import { isStoredMessage, MESSAGE_CLASS, type StoredMessage, storedMessage } from '#lib/store/stored-message';
import type { LangGraphRuntime } from './runtime';

type Dict = Record<string, unknown>;

interface MessageInstance extends Dict {
  getType(): string;
}

interface MessageClass {
  new (fields: Dict): object;
  lc_name?(): string;
}

const MESSAGE_BRAND = Symbol.for('langchain.message');

/** What a message of any kind may consist of. */
const FIELDS = [
  ...['content', 'id', 'name', 'role', 'tool_calls', 'invalid_tool_calls', 'tool_call_chunks', 'tool_call_id'],
  ...['status', 'artifact', 'metadata', 'usage_metadata', 'additional_kwargs', 'response_metadata'],
];

/** For the saver. An instance of a class that LangChain itself does not have stays, and storing it is refused. */
export function toStored(value: unknown, runtime: LangGraphRuntime): unknown {
  return mapMessages(value, (message) => {
    const className = message.constructor.name;
    return className in runtime.messages ? storedMessage(className, fieldsOf(message)) : message;
  });
}

/** The inverse of toStored: messages and Sends are instances of the user's classes again. */
export function toLive(value: unknown, runtime: LangGraphRuntime): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => toLive(item, runtime));
  if (isStoredMessage(value)) return liveMessage(value, runtime);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, toLive(item, runtime)]));
  if (!isPlain(value)) return value;
  const live = mapEntries(value, (item) => toLive(item, runtime));
  if (live.lg_name !== 'Send') return live;
  return new runtime.Send(String(live.node), live.args, { timeout: live.timeout });
}

/** For clients. */
export function toDicts(value: unknown): unknown {
  return mapMessages(value, fieldsOf);
}

/** For clients that follow a stream, where a piece of a message says so in its type. */
export function toStreamedDicts(value: unknown): unknown {
  return mapMessages(value, (message) => {
    const className = nameForClients(message);
    return { ...fieldsOf(message), ...(className.endsWith('Chunk') && { type: className }) };
  });
}

function liveMessage(stored: StoredMessage, { messages }: LangGraphRuntime): unknown {
  const { type: _, ...fields } = stored;
  const type = messages[stored[MESSAGE_CLASS]] as MessageClass | undefined; // toStored stores none that is not in there
  return type ? new type(fields) : { ...stored };
}

/** `within`: what the walk is in. What is within itself stays as it is: storing it is refused, with its place. */
function mapMessages(value: unknown, map: (message: MessageInstance) => unknown, within = new Set<object>()): unknown {
  if (typeof value !== 'object' || value === null || within.has(value)) return value;
  within.add(value);
  const mapped = mapObject(value, { map, item: (item) => mapMessages(item, map, within) });
  within.delete(value);
  return mapped;
}

interface Mapping {
  map: (message: MessageInstance) => unknown;
  item: (item: unknown) => unknown;
}

function mapObject(value: object, { map, item }: Mapping): unknown {
  if (Array.isArray(value)) return value.map((entry) => item(entry));
  if (isMessageInstance(value)) return map(value);
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [key, item(entry)]));
  return isPlain(value) ? mapEntries(value, item) : value;
}

function isMessageInstance(value: object): value is MessageInstance {
  return MESSAGE_BRAND in value && 'getType' in value && typeof value.getType === 'function';
}

function fieldsOf(message: MessageInstance): Dict {
  const present = FIELDS.filter((field) => message[field] !== undefined);
  return Object.fromEntries([['type', message.getType()], ...present.map((field) => [field, message[field]])]);
}

/** Subclasses go by the name of LangChain's own class. */
function nameForClients(message: MessageInstance): string {
  const type = message.constructor as unknown as MessageClass; // that is what makes an instance a message
  return type.lc_name?.() ?? type.name;
}

/** Small classes of LangGraph's own, such as Send and Overwrite, are stored by their fields. */
function isPlain(value: object): value is Dict {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || 'lg_name' in value || '__overwrite__' in value;
}

function mapEntries(value: Dict, map: (item: unknown) => unknown): Dict {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
