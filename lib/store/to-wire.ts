import { HoldpointError } from '#lib/errors';

/** Plain JSON for clients: dates as ISO text, bytes as base64, maps as objects; what JSON has no word for becomes null. */
export function toWire(value: unknown): string {
  try {
    return JSON.stringify(value, toPlain) ?? 'null';
  } catch (cause) {
    throw circular(cause);
  }
}

function toPlain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return isKeyedByText(value) ? Object.fromEntries(value) : [...value];
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('base64');
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return isBufferJson(value) ? Buffer.from(value.data).toString('base64') : value;
}

function isKeyedByText(map: Map<unknown, unknown>): map is Map<string, unknown> {
  return [...map.keys()].every((key) => typeof key === 'string');
}

/** A Buffer turns itself into this form before it gets here. */
function isBufferJson(value: object): value is { type: 'Buffer'; data: number[] } {
  return 'type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data);
}

function circular(cause: unknown): HoldpointError {
  return new HoldpointError('unsupported_value', 'A value holds itself somewhere inside, so it cannot be sent.', {
    cause,
  });
}
