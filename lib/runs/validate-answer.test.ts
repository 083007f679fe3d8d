import { describe, expect, it } from 'vitest';
import { validateAnswer } from './validate-answer';

const schema = {
  type: 'object',
  properties: {
    decision: { enum: ['approve', 'edit'] },
    amount: { type: 'number', exclusiveMinimum: 0, maximum: 1000 },
    name: { type: 'string', minLength: 2 },
    tags: { type: 'array', items: { type: 'integer' }, maxItems: 2 },
    mail: { type: 'string', format: 'email' },
    note: { type: ['string', 'null'] },
    linked: { $ref: '#/$defs/size' },
  },
  required: ['decision'],
  additionalProperties: false,
  $defs: { size: { type: 'integer', minimum: 3 } },
};

describe('the check of an answer', () => {
  it.each([
    [{}, ['decision'], 'An answer is needed here.'],
    [{ decision: 'no' }, ['decision'], 'This must be one of "approve", "edit".'],
    [{ decision: 'edit', amount: 0 }, ['amount'], 'This must be more than 0.'],
    [{ decision: 'edit', amount: 1001 }, ['amount'], 'This must be at most 1000.'],
    [{ decision: 'edit', amount: '5' }, ['amount'], 'This must be a number.'],
    [{ decision: 'edit', name: 'x' }, ['name'], 'This must be at least 2 characters long.'],
    [{ decision: 'edit', tags: [1, 1.5] }, ['tags', 1], 'This must be a whole number.'],
    [{ decision: 'edit', tags: [1, 2, 3] }, ['tags'], 'At most 2 are allowed.'],
    [{ decision: 'edit', mail: 'nobody' }, ['mail'], 'This must be a valid email.'],
    [{ decision: 'edit', note: 4 }, ['note'], 'This must be text or null.'],
    [{ decision: 'edit', linked: 2 }, ['linked'], '2 is less than 3.'],
    [{ decision: 'edit', other: 1 }, ['other'], 'This key is not asked for.'],
    ['approve', [], 'This must be an object.'],
  ])('says of %j where and what', (answer, path, message) => {
    expect(validateAnswer(answer, schema)).toEqual([{ path, message }]);
  });

  it('finds nothing wrong with an answer that fits, or where nothing was asked for', () => {
    expect(validateAnswer({ decision: 'edit', amount: 1, tags: [1, 2], linked: 3 }, schema)).toEqual([]);
    expect(validateAnswer({ any: 'thing' }, undefined)).toEqual([]);
  });
});
