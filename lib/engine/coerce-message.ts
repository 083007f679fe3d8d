import { GraphValueError } from './errors';
import type { Message, MessageBlock, MessageType, ToolCall } from './message';

const TYPES: ReadonlyMap<string, MessageType> = new Map([
  ['human', 'human'],
  ['user', 'human'],
  ['ai', 'ai'],
  ['assistant', 'ai'],
  ['system', 'system'],
  ['developer', 'system'],
  ['tool', 'tool'],
  ['remove', 'remove'],
]);

/** The class names of serialised LangChain messages, and of their streamed chunks. */
const CLASSES: ReadonlyMap<string, MessageType> = new Map([
  ['HumanMessage', 'human'],
  ['AIMessage', 'ai'],
  ['SystemMessage', 'system'],
  ['ToolMessage', 'tool'],
  ['RemoveMessage', 'remove'],
]);

type Fields = Record<string, unknown>;

/** Makes a plain message of whatever an author or a client may give. Does not change what it was given. */
export function toMessage(like: unknown): Message {
  if (typeof like === 'string') return { type: 'human', content: like, additional_kwargs: {}, response_metadata: {} };
  if (isPair(like)) return fromFields(typeOf(like[0], like), { content: like[1] });
  if (!isFields(like)) throw notAMessage(like);
  const serialized = readSerialized(like);
  if (serialized) return fromFields(serialized.type, serialized.kwargs);
  const kind = messageClassType(like) ?? like.type ?? like.role;
  return fromFields(typeOf(kind, like), like);
}

/** Whether `toMessage` has nothing to do any more. */
export function isCoerced(like: unknown): like is Message {
  if (!isFields(like) || !isFields(like.additional_kwargs) || !isFields(like.response_metadata)) return false;
  const isPlain = Object.getPrototypeOf(like) === Object.prototype;
  return (
    isPlain && typeof like.id === 'string' && TYPES.get(String(like.type)) === like.type && isContent(like.content)
  );
}

function fromFields(type: MessageType, fields: Fields): Message {
  if (type === 'tool' && typeof fields.tool_call_id !== 'string') {
    throw new GraphValueError('INVALID_MESSAGE', 'A tool message needs a tool_call_id, the id of the call it answers.');
  }
  const { content, additional_kwargs: kwargs } = fields;
  return {
    type,
    content: isContent(content) ? content : textOf(content),
    ...pickDefined(fields, ['id', 'name', 'tool_call_id', 'status', 'artifact', 'usage_metadata']),
    ...(type === 'ai' && { tool_calls: readToolCalls(fields), invalid_tool_calls: asList(fields.invalid_tool_calls) }),
    additional_kwargs: isFields(kwargs) ? { ...kwargs } : {},
    response_metadata: isFields(fields.response_metadata) ? { ...fields.response_metadata } : {},
  };
}

function readToolCalls(fields: Fields): ToolCall[] {
  const own = asList(fields.tool_calls);
  const openAi = isFields(fields.additional_kwargs) ? asList(fields.additional_kwargs.tool_calls) : [];
  return (own.length > 0 ? own : openAi).map(readToolCall);
}

/** Also OpenAI's form, with the arguments as JSON text. */
function readToolCall(call: unknown): ToolCall {
  if (!isFields(call))
    throw new GraphValueError('INVALID_MESSAGE', 'A tool call must be an object with name and args.');
  const { function: fn } = call;
  const id = typeof call.id === 'string' ? { id: call.id } : {};
  if (!isFields(fn)) {
    return { name: String(call.name), args: isFields(call.args) ? call.args : {}, ...id, type: 'tool_call' };
  }
  return { name: String(fn.name), args: parseArguments(fn.arguments), ...id, type: 'tool_call' };
}

function parseArguments(text: unknown): Record<string, unknown> {
  if (isFields(text)) return text;
  try {
    const parsed: unknown = JSON.parse(String(text));
    if (isFields(parsed)) return parsed;
  } catch (error) {
    const message = `The arguments of a tool call are not JSON: ${String(text)}`;
    // biome-ignore lint/style/useErrorCause: the cause is passed, as the third argument.
    throw new GraphValueError('INVALID_MESSAGE', message, { cause: error });
  }
  throw new GraphValueError('INVALID_MESSAGE', `The arguments of a tool call are not an object: ${String(text)}`);
}

/** `{lc: 1, type: 'constructor', id: [..., 'AIMessage'], kwargs}`, the form in which LangChain stores its objects. */
function readSerialized(fields: Fields): { type: MessageType; kwargs: Fields } | undefined {
  if (fields.lc !== 1 || fields.type !== 'constructor' || !Array.isArray(fields.id)) return undefined;
  const name = String(fields.id.at(-1)).replace(/Chunk$/, '');
  const type = CLASSES.get(name);
  if (!type || !isFields(fields.kwargs)) throw notAMessage(fields);
  return { type, kwargs: fields.kwargs };
}

/** Instances of LangChain's classes name their type by a method. */
function messageClassType(fields: Fields): unknown {
  const { getType, _getType } = fields;
  if (typeof getType === 'function') return getType.call(fields);
  return typeof _getType === 'function' ? _getType.call(fields) : undefined;
}

function typeOf(name: unknown, source: unknown): MessageType {
  const type = typeof name === 'string' ? (TYPES.get(name) ?? CLASSES.get(name.replace(/Chunk$/, ''))) : undefined;
  if (!type) throw notAMessage(source);
  return type;
}

function notAMessage(value: unknown): GraphValueError {
  return new GraphValueError(
    'INVALID_MESSAGE',
    `Unable to coerce message from ${JSON.stringify(value)?.slice(0, 200) ?? String(value)}. ` +
      'Give a text, [role, content], or an object with a role (user, assistant, system, tool) and content.',
  );
}

function isPair(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

function isContent(value: unknown): value is string | MessageBlock[] {
  return typeof value === 'string' || Array.isArray(value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function pickDefined(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(
    keys.filter((key) => fields[key] !== undefined && fields[key] !== null).map((key) => [key, fields[key]]),
  );
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
