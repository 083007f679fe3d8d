import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasKey } from './has-key';

describe('a key of an object in JSON', () => {
  it.each([
    ['there', '{"a":1,"messages":[]}', true],
    ['there, behind text with quotes', String.raw`{"text":"\"messages\":\\","messages":[]}`, true],
    ['the first one', '{"messages":null}', true],
    ['there twice, the first time deeper', '{"a":{"messages":1},"messages":2}', true],
    ['deeper only', '{"a":{"messages":1},"b":[{"messages":2}]}', false],
    ['in a string only', String.raw`{"a":"{\"messages\":1}","b":"messages"}`, false],
    ['the end of another key', String.raw`{"a\"messages":1}`, false],
    ['not there', '{}', false],
  ])('is found when it is: %s', (_name, json, expected) => {
    expect(hasKey(json, 'messages')).toBe(expected);
  });

  it('is found in any JSON', () => {
    const keys = fc.constantFrom('a', '"a":', 'a"', '\\', '{', 'a":{"b');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, keys, fc.integer(), fc.array(tie('value')), fc.dictionary(keys, tie('value'))),
    }));
    const objects = fc.dictionary(keys, value);

    fc.assert(
      fc.property(objects, keys, (object, key) => hasKey(JSON.stringify(object), key) === Object.hasOwn(object, key)),
      { numRuns: 2_000 },
    );
  });
});
