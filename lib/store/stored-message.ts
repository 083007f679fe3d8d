/**
 * A LangChain message as it is kept: its fields, readable as a plain message dict by everyone, and beside them the class that
 * a graph written for LangChain expects back.
 */
export interface StoredMessage {
  [field: string]: unknown;
  readonly [MESSAGE_CLASS]: string;
}

/** Next loads this module several times; all its copies must know each other's messages. */
export const MESSAGE_CLASS = Symbol.for('holdpoint.messageClass');

export function storedMessage(className: string, fields: Record<string, unknown>): StoredMessage {
  // On a prototype of its own: whoever copies, compares or sends the message sees the fields only.
  return Object.assign(Object.create({ [MESSAGE_CLASS]: className }), fields);
}

export function isStoredMessage(value: unknown): value is StoredMessage {
  return typeof value === 'object' && value !== null && MESSAGE_CLASS in value;
}
