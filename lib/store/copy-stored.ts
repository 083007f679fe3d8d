import { isStoredMessage, MESSAGE_CLASS, storedMessage } from './stored-message';
import { decodeValue, encodeValue } from './value-codec';

/** What decoding the value once more would give: another of the same, which shares nothing with it. Most of it is plain data. */
export function copyStored<Value>(value: Value): Value {
  return copy(value) as Value; // a copy is what its original is
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (isStoredMessage(value)) return storedMessage(value[MESSAGE_CLASS], copyFields({ ...value }));
  if (Object.getPrototypeOf(value) === Object.prototype) return copyFields({ ...value });
  return decodeValue(encodeValue(value));
}

/** Changes what it is given: that has all its fields already, one called `__proto__` among them, so none can be mistaken. */
function copyFields(fields: Record<string, unknown>): Record<string, unknown> {
  for (const key in fields) {
    const field = fields[key];
    if (typeof field === 'object' && field !== null) fields[key] = copy(field);
  }
  return fields;
}
