import { describe, expect, test } from 'vitest';
import { readDraft } from './draft';
import { planSchema } from './plan-schema';

const expense = {
  type: 'object',
  properties: {
    decision: { type: 'string', enum: ['approve', 'reject', 'edit'] },
    amount: { type: 'number' },
    reason: { type: 'string' },
  },
  required: ['decision'],
};

describe('planSchema', () => {
  test('sees a required approve/reject enum as a decision that asks only for what the choice needs', () => {
    const plan = planSchema(expense);

    expect(plan.kind).toBe('decision');
    const asked =
      plan.kind === 'decision' && plan.options.map(({ label, fields }) => [label, fields.map(({ key }) => key)]);
    expect(asked).toEqual([
      ['Approve', []],
      ['Reject', ['reason']],
      ['Edit', ['amount', 'reason']],
    ]);
  });

  test('leaves out what was typed under another choice', () => {
    const reading = readDraft(planSchema(expense), { option: '0', fields: { amount: '12', reason: 'no' } });

    expect(reading).toEqual({ value: { decision: 'approve' }, errors: [] });
  });

  test('demands what an if/then rule demands for the chosen decision', () => {
    const rule: unknown = JSON.parse(
      '{"if": {"properties": {"decision": {"const": "edit"}}}, "then": {"required": ["amount"]}}',
    );
    const plan = planSchema({ ...expense, allOf: [rule] });

    expect(readDraft(plan, { option: '2', fields: {} }).errors).toEqual([
      { path: ['amount'], message: 'Give a number.' },
    ]);
    expect(readDraft(plan, { option: '0', fields: {} }).errors).toEqual([]);
  });

  test('sees oneOf objects told apart by a constant as a decision', () => {
    const variant = (action: string, extra: object) => ({
      properties: { action: { const: action }, ...extra },
      required: ['action'],
    });
    const plan = planSchema({ oneOf: [variant('approve', {}), variant('edit', { note: { type: 'string' } })] });

    expect(plan).toMatchObject({ kind: 'decision', key: 'action', options: [{ label: 'Approve' }, { label: 'Edit' }] });
  });

  test.each([
    ['a text', { type: 'string' }, { kind: 'text', format: 'plain' }],
    ['a long text', { type: 'string', maxLength: 1000 }, { kind: 'text', format: 'multiline' }],
    ['a date', { type: 'string', format: 'date' }, { kind: 'text', format: 'date' }],
    ['a nullable number', { type: ['number', 'null'] }, { kind: 'number', integer: false }],
    [
      'an integer behind a reference',
      { $ref: '#/$defs/n', $defs: { n: { type: 'integer' } } },
      { kind: 'number', integer: true },
    ],
    ['a boolean', { type: 'boolean' }, { kind: 'choice' }],
    ['titled constants', { oneOf: [{ const: 1, title: 'One' }, { const: 2 }] }, { kind: 'choice' }],
    ['a set of enums', { type: 'array', items: { enum: ['a', 'b'] } }, { kind: 'choices' }],
    ['a list', { type: 'array', items: { type: 'string' } }, { kind: 'array' }],
    ['a tuple', { type: 'array', prefixItems: [{}] }, { kind: 'json' }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }, { kind: 'json' }],
    ['no type at all', {}, { kind: 'json' }],
    ['a schema that refers to itself', { $ref: '#' }, { kind: 'json' }],
  ])('plans %s', (_, schema, expected) => {
    expect(planSchema(schema)).toMatchObject(expected);
  });

  test('names the field of every error by its path', () => {
    const plan = planSchema({
      type: 'object',
      properties: {
        lines: { type: 'array', items: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } },
      },
    });

    const { errors } = readDraft(plan, { lines: [{ n: '1' }, { n: 'x' }] });

    expect(errors).toEqual([{ path: ['lines', 1, 'n'], message: '"x" is not a number.' }]);
  });

  test('omits an optional field that is left empty and refuses a required one', () => {
    const plan = planSchema({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      required: ['b'],
    });

    expect(readDraft(plan, { a: '', b: 'x' }).value).toEqual({ b: 'x' });
    expect(readDraft(plan, { a: 'x', b: '' }).errors).toEqual([{ path: ['b'], message: 'Fill this in.' }]);
  });

  test('leaves out an optional object in which nothing was typed, whatever it requires', () => {
    const invoice = { type: 'object', properties: { company: { type: 'string' } }, required: ['company'] };
    const plan = planSchema({ type: 'object', properties: { invoice, guests: { type: 'number' } } });

    expect(readDraft(plan, { invoice: { company: '' }, guests: '2' })).toEqual({ value: { guests: 2 }, errors: [] });
    expect(readDraft(plan, { invoice: { company: 'X' }, guests: '' }).value).toEqual({ invoice: { company: 'X' } });
  });

  test('says null where a required value that may be null is left empty', () => {
    const plan = planSchema({
      type: 'object',
      properties: { a: { type: ['string', 'null'] }, b: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
      required: ['a', 'b'],
    });

    expect(readDraft(plan, { a: '', b: '' })).toEqual({ value: { a: null, b: null }, errors: [] });
    expect(readDraft(plan, { a: 'x', b: '1' }).value).toEqual({ a: 'x', b: 1 });
  });

  test('plans a schema that is told in parts', () => {
    const base = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
    const plan = planSchema({
      allOf: [{ $ref: '#/$defs/base' }, { properties: { b: { type: 'number' } } }],
      $defs: { base },
    });

    expect(plan).toMatchObject({
      kind: 'object',
      fields: [
        { key: 'a', required: true },
        { key: 'b', required: false },
      ],
    });
  });
});
