import { beforeAll, expect, it } from 'vitest';
import { type Message, MessagesAnnotation, RemoveMessage, START, StateGraph } from '#lib/engine';
import { updateThreadState } from '#lib/runs/update-state';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { listRunsOfMessages } from './list-runs-of-messages';

/** Short ones are stored as a whole, those of a long list alone. */
const TEXT = 'all work and no play makes Jack a dull boy '.repeat(10);
let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  const chat = new StateGraph(MessagesAnnotation)
    .addNode('reply', ({ messages: [first, ...rest] }) => ({
      messages: rest.length > 4 && first?.id ? [new RemoveMessage({ id: first.id }), TEXT] : TEXT,
    }))
    .addEdge(START, 'reply')
    .compile();
  db = await testDatabase();
  hp = await testHoldpoint(db, { chat });
});

it('each message is told with the run that brought it, however its list is stored', async () => {
  const threadId = await hp.newThread();
  const runIds: string[] = [];
  for (const content of ['a', 'b', TEXT, TEXT, TEXT]) {
    const { id } = await hp.send(threadId, 'chat', { input: { messages: content } });
    await hp.runAll();
    runIds.push(id);
  }
  const { messages } = await hp.values(threadId, 'chat');

  const brought = await listRunsOfMessages(hp, { threadId, channel: 'messages' });

  const expected = runIds.flatMap((id) => [id, id]);
  // Its last runs removed the first message each.
  const left = messages as Message[]; // as the graph says
  expect(left.map(({ id }) => brought.get(id ?? ''))).toEqual(expected.slice(-left.length));
  expect(left.length).toBeLessThan(expected.length);
});

it('a message that somebody put into the state by hand was brought by no run', async () => {
  const threadId = await hp.newThread();
  const { id } = await hp.send(threadId, 'chat', { input: { messages: { type: 'human', content: 'a', id: 'sent' } } });
  await hp.runAll();

  await updateThreadState(hp, { threadId, values: { messages: { type: 'human', content: 'b', id: 'by hand' } } });

  const brought = await listRunsOfMessages(hp, { threadId, channel: 'messages' });
  expect(brought.get('sent')).toBe(id);
  expect(brought.has('by hand')).toBe(false);
});
