import { afterEach, expect, it } from 'vitest';
import { validateAnswer } from '#lib/runs/validate-answer';
import { checkSchema } from './check-schema';

const schema = {
  type: 'object',
  properties: {
    decision: { enum: ['approve', 'edit'] },
    amount: { type: 'number', exclusiveMinimum: 0 },
    note: { type: ['string', 'null'] },
    linked: { $ref: '#/$defs/size' },
  },
  required: ['decision'],
  additionalProperties: false,
  $defs: { size: { type: 'integer', minimum: 3 } },
};
const wrong = { amount: 0, note: 4, linked: 2, other: 1 };

afterEach(() => {
  globalThis.holdpointLanguage = undefined;
});

it('says in English what the queue says', () => {
  expect(checkSchema(wrong, schema)).toEqual(validateAnswer(wrong, schema));
});

it('says it in the language of who reads, as far as that knows the words', () => {
  const catalogue = {
    'An answer is needed here.': ['Hier ist eine Antwort nötig.'],
    'This must be more than {0}.': ['Das muss mehr als {0} sein.'],
    'This must be {0}.': ['Erwartet wird: {0}.'],
  };
  globalThis.holdpointLanguage = () => ({ locale: 'de', catalogue, script: '' });

  const said = Object.fromEntries(checkSchema(wrong, schema).map(({ path, message }) => [path.join('.'), message]));

  expect(said).toEqual({
    decision: 'Hier ist eine Antwort nötig.',
    amount: 'Das muss mehr als 0 sein.',
    note: 'Erwartet wird: text oder null.',
    linked: '2 is less than 3.',
    other: 'This key is not asked for.',
  });
});
