import { describe, expect, test } from 'vitest';
import { Send } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { decodeValue, encodeValue, storedToWire, toWire } from './value-codec';

class Money {
  readonly cents = 1;
}

const EXACT: [string, unknown][] = [
  ['a NUL character', 'a\u0000b'],
  ['lone surrogates', ['\ud800', 'x\udfff']],
  ['negative zero', -0],
  ['not a number', Number.NaN],
  ['infinities', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  ['undefined, alone and inside', { a: undefined, b: [undefined] }],
  ['a bigint', 2n ** 80n],
  ['a date', new Date('2026-11-20T14:00:00.123Z')],
  ['an invalid date', new Date(Number.NaN)],
  ['bytes', new Uint8Array([0, 255, 7])],
  ['a part of a larger array', new Uint16Array([1, 2, 3, 4]).subarray(1, 3)],
  ['a Buffer', Buffer.from('hello')],
  ['an ArrayBuffer', new Uint8Array([1, 2]).buffer],
  ['64-bit integers', new BigInt64Array([-1n])],
  ['a map with keys of any kind', new Map<unknown, unknown>([[{ a: 1 }, new Set([1n])]])],
  ['a regular expression', /a+/giu],
  ['a URL', new URL('https://example.com/a?b=c')],
  ['an object that looks like our own tag', { __holdpoint: 'date', value: 'not a date' }],
  ['such an object around a date', { __holdpoint: new Date(0) }],
  ['keys that mean something to JavaScript', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "prototype": 3}')],
  ['keys in their order', { b: 1, a: { d: 1, c: 2 } }],
  ['an empty key', { '': [] }],
];

describe('value codec', () => {
  test.each(EXACT)('%s comes back exactly', (_name, value) => {
    const decoded = decodeValue(encodeValue({ value }));

    expect(decoded).toStrictEqual({ value });
    expect(encodeValue(decoded)).toBe(encodeValue({ value }));
  });

  test.each([...EXACT, ['what a Buffer looks like', { type: 'Buffer', data: [104, 105] }]])(
    '%s reaches clients as it would without having been stored',
    (_name, value) => {
      const sent = storedToWire(encodeValue({ value }));

      expect(JSON.parse(sent)).toStrictEqual(JSON.parse(toWire({ value })));
    },
  );

  test('plain JSON reaches clients as it is stored', () => {
    const text = '{ "messages" : [{"content": 1.50}] }';

    expect(storedToWire(text)).toBe(text);
  });

  test('an error keeps its class, message, stack, cause and own properties', () => {
    const error = Object.assign(new TypeError('bad', { cause: new Error('worse') }), { code: 7n });

    const decoded = decodeValue(encodeValue(error));

    expect(decoded).toBeInstanceOf(TypeError);
    expect(decoded).toMatchObject({ message: 'bad', stack: error.stack, code: 7n, cause: { message: 'worse' } });
    expect(Object.keys(decoded as object)).toEqual(['code']);
  });

  test('plain JSON is stored as it is', () => {
    const json = { messages: [{ type: 'human', content: 'hi', n: 1.5, ok: true, none: null }] };

    expect(encodeValue(json)).toBe(JSON.stringify(json));
  });

  test('a Send is stored as a plain object', () => {
    const decoded = decodeValue(encodeValue([new Send('node', { at: new Date(0) })]));

    expect(decoded).toEqual([{ lg_name: 'Send', node: 'node', args: { at: new Date(0) } }]);
  });

  test('one object in two places is no circle', () => {
    const shared = { a: 1 };

    expect(decodeValue(encodeValue([shared, shared]))).toEqual([shared, shared]);
  });

  const circle: Record<string, unknown> = {};
  circle.self = [circle];
  let deep: unknown = [];
  for (let level = 0; level < 2_000; level += 1) deep = [deep];
  test.each<[string, unknown, RegExp]>([
    ['a function', { steps: [{ run: () => 1 }] }, /at steps\[0\]\.run is a function/],
    ['a symbol', Symbol('s'), /^The value is a symbol/],
    ['an instance of an unknown class', { price: new Money() }, /at price is an instance of class Money/],
    [
      'an instance of a class of errors',
      [new (class NoLuck extends Error {})()],
      /at \[0\] is an instance of class NoLuck/,
    ],
    ['a subclass of a known class', new (class Special extends Map {})(), /an instance of class Special/],
    ['a promise', { later: Promise.resolve() }, /at later is an instance of class Promise/],
    ['a circular reference', circle, /at self\[0\] is a circular reference/],
    ['what is inside a map', new Map([['a', () => 1]]), /is a function/],
    ['a symbol as key', { [Symbol('s')]: 1 }, /symbol as key/],
    ['deep nesting', deep, /nested too deeply/],
  ])('%s is refused by name', (_name, value, message) => {
    expect(() => encodeValue(value)).toThrow(HoldpointError);
    expect(() => encodeValue(value)).toThrow(message);
  });

  test('clients get plain JSON', () => {
    const value = {
      date: new Date(0),
      bytes: Buffer.from('hi'),
      array: new Uint8Array([104, 105]),
      big: 2n ** 70n,
      small: 7n,
      map: new Map([['a', 1]]),
      set: new Set([1]),
      nothing: undefined,
      nan: Number.NaN,
      zero: -0,
    };

    expect(JSON.parse(toWire(value))).toEqual({
      date: '1970-01-01T00:00:00.000Z',
      bytes: 'aGk=',
      array: 'aGk=',
      big: '1180591620717411303424',
      small: 7,
      map: { a: 1 },
      set: [1],
      nan: null,
      zero: 0,
    });
    expect(toWire(undefined)).toBe('null');
    expect(() => toWire(circle)).toThrow(/cannot be sent/);
  });
});
