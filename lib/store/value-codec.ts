// How values are kept in `json` columns: exactly, or not at all. Plain JSON is stored as it is, so that SQL can read it; what
// JSON has no word for becomes `{"__holdpoint": kind, "value": ...}` in its place. An object of the user's own that looks like
// that is written as such a tag too, so nothing is mistaken.
import { HoldpointError } from '#lib/errors';
import { isEngineObject } from './engine-object';
import { SPECIAL_KINDS } from './special-values';
import { isStoredMessage, MESSAGE_CLASS, storedMessage } from './stored-message';
import { toWire } from './to-wire';

export { toWire };

type Path = (string | number)[];

const TAG = '__holdpoint';
/** Text without it is plain JSON, and is what it says. */
const TAG_KEY = `"${TAG}"`;
/** The kind whose fields stay where they are, beside the tag, so that SQL finds a message's id. */
const MESSAGE = 'message';
const OTHER_ON_THE_WIRE = /"(?:__holdpoint|Buffer)"/;
const MAX_DEPTH = 1_000;
const SHOWN_KEYS = 5;

/** JSON text. Throws `unsupported_value`, naming the place, for what could not be given back as it is. */
export function encodeValue(value: unknown): string {
  return encodeFrom([], value);
}

/**
 * Several values, each under the name it has in error messages, as one JSON text for `json_array_elements`, which gives each
 * element's text back as it is. As an array of SQL texts, every quote in them would be escaped twice: a second for 5 MB.
 */
export function encodeList(named: (readonly [name: string, value: unknown])[]): string {
  return `[${named.map(([name, value]) => encodeNamed(name, value)).join(',')}]`;
}

/** As encodeValue, of what has this name in error messages. */
export function encodeNamed(name: string, value: unknown): string {
  return encodeFrom([name], value);
}

/** A list from place `start` on; of each item the place in the whole list is named in error messages. */
export function encodeItems(name: string, { start, items }: { start: number; items: unknown[] }): string {
  return `[${items.map((item, place) => encodeFrom([name, start + place], item)).join(',')}]`;
}

/** The inverse of encodeValue. */
export function decodeValue(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes(TAG_KEY) ? decode(value) : value;
}

/** Stored JSON as clients get it: the same text, unless something in it may have another form for them. */
export function storedToWire(text: string): string {
  return OTHER_ON_THE_WIRE.test(text) ? toWire(decodeValue(text)) : text;
}

function encodeFrom(path: Path, value: unknown): string {
  return JSON.stringify(encode(value, { path, ancestors: new Set() }));
}

/** Where in the value the walk is. */
interface Walk {
  path: Path;
  ancestors: Set<object>;
}

function encode(value: unknown, walk: Walk): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'function' || typeof value === 'symbol') throw unsupported(`a ${typeof value}`, walk.path);
  if (typeof value !== 'object') return encodeSpecial(value, walk) ?? value;
  if (walk.ancestors.has(value)) throw unsupported('a circular reference', walk.path);
  if (walk.path.length > MAX_DEPTH) throw unsupported('nested too deeply', walk.path.slice(0, SHOWN_KEYS));
  walk.ancestors.add(value);
  const encoded = encodeObject(value, walk);
  walk.ancestors.delete(value);
  return encoded;
}

function encodeObject(value: object, walk: Walk): unknown {
  if (Array.isArray(value)) return Array.from(value, (item, index) => encodeAt(index, item, walk));
  if (isStoredMessage(value)) return { ...encodeEntries(value, walk), ...tagged(MESSAGE, value[MESSAGE_CLASS]) };
  if (!isPlain(value)) {
    const special = encodeSpecial(value, walk);
    if (special === undefined) throw unsupported(`an instance of ${classNameOf(value)}`, walk.path);
    return special;
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw unsupported('an object with a symbol as key', walk.path);
  const entries = encodeEntries(value, walk);
  return TAG in value ? tagged('object', Object.entries(entries)) : entries;
}

function encodeEntries(value: object, walk: Walk): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeAt(key, item, walk)]));
}

function encodeAt(key: string | number, item: unknown, walk: Walk): unknown {
  walk.path.push(key);
  const encoded = encode(item, walk);
  walk.path.pop();
  return encoded;
}

function encodeSpecial(value: unknown, walk: Walk): unknown {
  for (const { kind, write } of SPECIAL_KINDS) {
    const written = write(value, (part) => encodeAt(kind, part, walk));
    if (written !== undefined) return tagged(kind, written);
  }
  return undefined;
}

function tagged(kind: string, value: unknown) {
  return { [TAG]: kind, value };
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  // Written by encode: its tag and value, and nothing else.
  if (TAG in value) return decodeTagged(value as unknown as Tagged);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
}

type Tagged = { [TAG]: string; value: never };

function decodeTagged({ [TAG]: kind, value, ...fields }: Tagged): unknown {
  // Messages have no other fields than those that were encoded.
  if (kind === MESSAGE) return storedMessage(value, decode(fields) as Record<string, unknown>);
  if (kind === 'object')
    return Object.fromEntries((value as [string, unknown][]).map(([key, item]) => [key, decode(item)]));
  const special = SPECIAL_KINDS.find((candidate) => candidate.kind === kind);
  if (!special)
    throw new HoldpointError('internal', `The database holds a value of kind ${kind}, which is not known here.`);
  return special.read(value, decode);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || isEngineObject(value);
}

function classNameOf(value: object): string {
  const made = value.constructor;
  return typeof made === 'function' && made.name ? `class ${made.name}` : 'an unnamed class';
}

function unsupported(what: string, path: Path): HoldpointError {
  const place = path.length === 0 ? 'The value' : `The value at ${formatPath(path)}`;
  return new HoldpointError(
    'unsupported_value',
    `${place} is ${what}, which cannot be stored. Use plain data: JSON, dates, bytes, bigints, maps and sets.`,
    { details: { path: [...path] } },
  );
}

function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
