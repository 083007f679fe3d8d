import { describe, expect, it } from 'vitest';
import { DatabaseTroubleError, describeTrouble, isTrouble } from './database-trouble';

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

describe('what is said of it', () => {
  const prisma = { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '53100' } } } };
  it.each([
    [
      'a full disk',
      Object.assign(new Error('could not extend file'), { code: '53100' }),
      'The disk of the database is full',
    ],
    ['the same from Prisma', Object.assign(new Error('Raw query failed'), prisma), 'The disk of the database is full'],
    ['a standby', Object.assign(new Error('cannot execute'), { code: '25006' }), 'The database cannot be written to'],
    [
      'a disk gone bad',
      new Error('could not open file "x": Read-only file system'),
      'The database cannot be written to',
    ],
    [
      'one that cannot be opened',
      Object.assign(new Error('open'), { code: 'EROFS' }),
      'The database cannot be written to',
    ],
    ['no server', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'The database does not answer'],
    ['nothing', undefined, 'The database does not answer'],
  ])('names %s', (_name, error, said) => {
    expect(describeTrouble(error)).toContain(said);
    expect(new DatabaseTroubleError(error).message).toContain(said);
  });
});
