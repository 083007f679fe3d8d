import { beforeAll, expect, it, test } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { listUsualReasons } from './list-usual-reasons';
import { readReasons } from './read-reasons';

let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { first: asks({ value: 'Sure?' }), second: asks({ value: 'Sure?' }) });
});

test.each([
  [{ decisions: [{ type: 'approve' }, { type: 'reject', message: 'no' }] }, [{ kind: 'reject', text: 'no' }]],
  [{ decisions: [{ type: 'respond', message: 'Blue.' }] }, [{ kind: 'respond', text: 'Blue.' }]],
  [[{ type: 'response', args: 'shorter' }], [{ kind: 'respond', text: 'shorter' }]],
  [[{ type: 'ignore', args: null }], []],
  [
    [{ interruptId: 'a', status: 'resolved', payload: { approved: false, reason: ' x ' } }],
    [{ kind: 'reject', text: 'x' }],
  ],
  [{ id: 'a', approved: false, reason: 'late' }, [{ kind: 'reject', text: 'late' }]],
  [{ approved: true, reason: 'fine' }, []],
  [{ decision: 'edit', amount: 5, reason: 'cheaper' }, []],
  [{ decision: 'reject' }, []],
  ['no', []],
])('the reasons in %j', (answer, reasons) => expect(readReasons(answer)).toEqual(reasons));

async function reject(graphId: string, reason: string): Promise<string> {
  const { interruptId } = await askOne(hp, graphId);
  await answerInterrupt(hp, { interruptId, value: { approved: false, reason }, actor: 'Ada' });
  await hp.runAll();
  return interruptId;
}

it('what was said most often at a node comes first, and what was said elsewhere or long ago does not come', async () => {
  for (let time = 0; time < 3; time++) {
    const long = await reject('first', 'Long ago');
    await db.sql.$executeRaw`UPDATE decisions SET at = at - interval '91 days' WHERE interrupt_id = ${long}`;
    await reject('second', 'Elsewhere');
  }
  for (const reason of ['One', 'Too dear', 'Two', 'too dear.', 'Three', 'Two', `${'x'.repeat(201)}`, 'api_key=abc'])
    await reject('first', reason);
  const { interruptId } = await askOne(hp, 'first');

  expect(await listUsualReasons(hp, interruptId)).toEqual({ reject: ['Two', 'too dear.', 'Three'], respond: [] });
  expect(await listUsualReasons(hp, 'nothing')).toBeNull();
});
