import { expect, it } from 'vitest';
import { isStoredMessage, MESSAGE_CLASS, storedMessage } from './stored-message';
import { decodeValue, encodeValue, toWire } from './value-codec';

it('a message keeps its class in storage and is a plain dict for everyone else', () => {
  const fields = { type: 'ai', content: 'hi', id: 'm1', additional_kwargs: { at: new Date(0) } };

  const text = encodeValue([storedMessage('AIMessage', fields)]);
  const [message] = decodeValue(text) as unknown[];

  expect(JSON.parse(text)).toMatchObject([{ id: 'm1', content: 'hi' }]);
  expect(message).toEqual(fields);
  expect(Object.keys(message as object)).toEqual(Object.keys(fields));
  expect(isStoredMessage(message) && message[MESSAGE_CLASS]).toBe('AIMessage');
  expect(encodeValue([message])).toBe(text);
  expect(toWire(message)).toBe(JSON.stringify(fields));
});

it('a plain dict that looks like a message stays one', () => {
  const dict = { type: 'ai', content: 'hi' };

  expect(isStoredMessage(decodeValue(encodeValue(dict)))).toBe(false);
});
