import { describe, expect, it } from 'vitest';
import { DatabaseTroubleError, isTrouble } from './database-trouble';

describe('trouble of the database', () => {
  it.each([
    ['a server that is being restarted', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['a full disk', Object.assign(new Error('could not extend file'), { code: '53100' })],
    ['no server', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a server that falls silent in a statement', new Error('Query read timeout')],
    ['a connection that breaks', new Error('Connection terminated unexpectedly')],
    ["the cause of somebody else's error", new Error('a wrapper', { cause: new DatabaseTroubleError(new Error('x')) })],
  ])('is %s', (_name, error) => {
    expect(isTrouble(error)).toBe(true);
  });

  it.each([
    ['a broken rule', Object.assign(new Error('duplicate key'), { code: '23505' })],
    ['a deadlock, which has its own retry', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
    ['an error of a node', new TypeError('no luck')],
    ['what is no error', undefined],
  ])('is not %s', (_name, error) => {
    expect(isTrouble(error)).toBe(false);
  });
});
