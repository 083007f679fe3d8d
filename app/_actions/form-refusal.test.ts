import { expect, it } from 'vitest';
import { formRefusal } from './form-refusal';

it('a refusal of fields is said at each of them, and nowhere else', () => {
  const errors = [
    { path: ['url'], message: 'is no URL' },
    { path: ['recipients', 1], message: 'is no address' },
  ];

  expect(formRefusal({ message: 'Two fields are wrong.', errors })).toEqual({
    errors: { url: 'is no URL', recipients: 'is no address' },
    failure: null,
  });
});

it.each([[undefined], [[]]])('a refusal of no field is said of the whole form (%j)', (errors) => {
  expect(formRefusal({ message: 'The server did not answer.', errors })).toEqual({
    errors: {},
    failure: 'The server did not answer.',
  });
});
