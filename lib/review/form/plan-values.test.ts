import { describe, expect, it } from 'vitest';
import { draftOf } from './draft';
import { planInput, planState } from './plan-values';
import { changedValues, readValue, startValue, switchMode } from './value-draft';

const typed = {
  type: 'object',
  properties: {
    description: { type: 'string' },
    amount: { type: 'number', minimum: 1 },
    due: { type: 'string', format: 'date' },
    urgent: { type: 'boolean' },
    extra: {},
  },
  required: ['description', 'amount'],
};

describe('planInput', () => {
  it('has a typed field for each of the schema, and a line that takes anything where the schema says nothing', () => {
    const plan = planInput(typed);

    expect(plan?.fields.map(({ key, required, plan: { kind } }) => [key, kind, required])).toEqual([
      ['description', 'text', true],
      ['amount', 'number', true],
      ['due', 'text', false],
      ['urgent', 'choice', false],
      ['extra', 'freeform', false],
    ]);
  });

  it('knows definitions that its fields refer to', () => {
    const plan = planInput({
      type: 'object',
      properties: { size: { $ref: '#/$defs/size' } },
      $defs: { size: { enum: ['S', 'L'] } },
    });

    expect(plan?.fields[0]?.plan).toMatchObject({ kind: 'choice', options: [{ value: 'S' }, { value: 'L' }] });
  });

  it('is no form without a schema that names fields', () => {
    expect(planInput(null)).toBeNull();
    expect(planInput({ type: 'object' })).toBeNull();
  });
});

describe('readValue', () => {
  const plan = planInput(typed);
  if (!plan) throw new Error('there is a form');

  it('tells what is missing at the field, and what the schema refuses', () => {
    const empty = readValue(plan, { mode: 'form', form: draftOf(plan), json: '' }, typed);
    const low = { ...startValue(plan, { description: 'Train', amount: 0 }) };

    expect(empty.errors.map(({ path }) => path)).toEqual([['description'], ['amount']]);
    expect(readValue(plan, low, typed).errors.map(({ path }) => path)).toEqual([['amount']]);
  });

  it('gives what was typed with its types', () => {
    const draft = startValue(plan, { description: 'Train', amount: 12.5, urgent: true, extra: 7 });

    expect(readValue(plan, draft, typed)).toEqual({
      value: { description: 'Train', amount: 12.5, urgent: true, extra: 7 },
      errors: [],
    });
  });

  it('turns into JSON and back, and stays JSON where the form has no place for it', () => {
    const draft = startValue(plan, { description: 'Train', amount: 12 });
    const json = switchMode(plan, draft, 'json');

    expect(JSON.parse(json.json)).toEqual({ description: 'Train', amount: 12 });
    expect(switchMode(plan, { ...json, json: '{"description":"Bus","amount":3}' }, 'form')).toMatchObject({
      mode: 'form',
      form: { description: 'Bus', amount: '3' },
    });
    expect(switchMode(plan, { ...json, json: '{"unknown":1}' }, 'form').mode).toBe('json');
    expect(readValue(plan, { ...json, json: '[1]' }, typed).errors).toHaveLength(1);
  });
});

describe('planState', () => {
  it('takes the types of the values where the schema leaves them open, and is complete', () => {
    const values = { foo: 'abc', count: 3, on: false, list: [{ a: 1 }], none: null };
    const plan = planState({ type: 'object', properties: { foo: {}, later: {} } }, values);

    expect(plan.fields.map(({ key, plan: { kind } }) => [key, kind])).toEqual([
      ['foo', 'text'],
      ['later', 'freeform'],
      ['count', 'number'],
      ['on', 'choice'],
      ['list', 'json'],
      ['none', 'json'],
    ]);
    expect(readValue(plan, startValue(plan, values), null)).toEqual({ value: values, errors: [] });
  });

  it('edits as JSON what a typed field would lose', () => {
    const schema = { properties: { messages: { type: 'array', items: { type: 'object', properties: { role: {} } } } } };
    const values = { messages: [{ type: 'human', content: 'hi' }] };

    const plan = planState(schema, values);

    expect(plan.fields[0]?.plan.kind).toBe('json');
    expect(readValue(plan, startValue(plan, values), null).value).toEqual(values);
  });
});

it('an edit is what has changed', () => {
  const before = { a: 1, b: { x: 1, y: 2 }, c: 'same' };

  expect(changedValues(before, { a: 2, b: { y: 2, x: 1 }, c: 'same', d: null })).toEqual({ a: 2, d: null });
});
