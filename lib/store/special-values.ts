// What JSON has no word for, kind by kind: how it is recognised, written down as JSON, and made again.
type Recurse = (value: unknown) => unknown;

interface SpecialKind {
  kind: string;
  /** The written form, or undefined when the value is not of this kind. */
  write(value: unknown, encode: Recurse): unknown;
  read(written: never, decode: Recurse): unknown;
}

const ERRORS = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
const ARRAYS = [
  ...[Uint8Array, Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
];

export const SPECIAL_KINDS: SpecialKind[] = [
  {
    kind: 'undefined',
    write: (value) => (value === undefined ? null : undefined),
    read: () => undefined,
  },
  {
    kind: 'number',
    write: (value) => (typeof value === 'number' && isLostInJson(value) ? writeNumber(value) : undefined),
    read: (text: string) => Number(text),
  },
  {
    kind: 'bigint',
    write: (value) => (typeof value === 'bigint' ? value.toString() : undefined),
    read: (text: string) => BigInt(text),
  },
  {
    kind: 'date',
    // JSON writes null for a date that is none.
    write: (value) => (isExactly(value, Date) ? [value.toJSON()] : undefined),
    read: ([text]: [string | null]) => new Date(text ?? Number.NaN),
  },
  {
    kind: 'map',
    write: (value, encode) => (isExactly(value, Map) ? [...value].map(([k, v]) => [encode(k), encode(v)]) : undefined),
    read: (entries: [unknown, unknown][], decode) => new Map(entries.map(([k, v]) => [decode(k), decode(v)])),
  },
  {
    kind: 'set',
    write: (value, encode) => (isExactly(value, Set) ? [...value].map(encode) : undefined),
    read: (items: unknown[], decode) => new Set(items.map(decode)),
  },
  {
    kind: 'bytes',
    write: (value) => writeBytes(value),
    read: ([name, base64]: [string, string]) => readBytes(name, base64),
  },
  {
    kind: 'regexp',
    write: (value) => (isExactly(value, RegExp) ? [value.source, value.flags] : undefined),
    read: ([source, flags]: [string, string]) => new RegExp(source, flags),
  },
  {
    kind: 'url',
    write: (value) => (isExactly(value, URL) ? value.href : undefined),
    read: (href: string) => new URL(href),
  },
  {
    kind: 'error',
    write: (value, encode) => writeError(value, encode),
    read: ([name, properties]: [string, [string, unknown][]], decode) => readError(name, properties, decode),
  },
];

/** Subclasses would come back as something else, so they do not count. */
function isExactly<T extends object>(value: unknown, type: abstract new (...args: never[]) => T): value is T {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === type.prototype;
}

function isLostInJson(value: number): boolean {
  return !Number.isFinite(value) || Object.is(value, -0);
}

function writeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function writeBytes(value: unknown): [string, string] | undefined {
  if (Buffer.isBuffer(value)) return ['Buffer', value.toString('base64')];
  if (isExactly(value, ArrayBuffer)) return ['ArrayBuffer', Buffer.from(value).toString('base64')];
  const type = ARRAYS.find(({ prototype }) => ArrayBuffer.isView(value) && Object.getPrototypeOf(value) === prototype);
  if (!type || !ArrayBuffer.isView(value)) return undefined;
  return [type.name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')];
}

function readBytes(name: string, base64: string): unknown {
  const bytes = Buffer.from(base64, 'base64');
  if (name === 'Buffer') return bytes;
  // A small Buffer is part of a larger one that others use too.
  const own = new Uint8Array(bytes).buffer;
  if (name === 'ArrayBuffer') return own;
  const type = ARRAYS.find((candidate) => candidate.name === name);
  return type && new type(own);
}

function writeError(value: unknown, encode: Recurse): [string, unknown[]] | undefined {
  const type = ERRORS.find((candidate) => isExactly(value, candidate));
  if (!type || !(value instanceof Error)) return undefined;
  const names = Object.getOwnPropertyNames(value);
  // Own properties hold the message, the stack and the cause; none of them is enumerable.
  return [type.name, names.map((name) => [name, encode(Reflect.get(value, name))])];
}

function readError(name: string, properties: [string, unknown][], decode: Recurse): Error {
  const type = ERRORS.find((candidate) => candidate.name === name) ?? Error;
  const error: Error = Object.create(type.prototype);
  for (const [key, value] of properties) {
    const enumerable = !['message', 'stack', 'cause'].includes(key);
    Object.defineProperty(error, key, { value: decode(value), enumerable, writable: true, configurable: true });
  }
  return error;
}
