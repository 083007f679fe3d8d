import { expect, it, onTestFinished } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { LOOPBACK, makeDeliveriesDue, onlyDelivery, sendAllDue, testSender } from '#lib/testing/test-sender';
import { webhookReceiver } from '#lib/testing/webhook-receiver';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { createWebhook } from './webhooks';

it('a channel of Slack gets a message without a signature, by the same log and the same retries', async () => {
  const db = await testDatabase();
  const hp = await testHoldpoint(db, { asks: asks({ value: 'Sure?' }) });
  const receiver = await webhookReceiver();
  onTestFinished(receiver.close);
  const everything = { includesContent: true, includesLink: true };
  const slack = { ...webhookSettings, ...everything, kind: 'slack' as const, url: receiver.url };
  await createWebhook(hp, slack, { actor: null, targets: LOOPBACK });
  const { interruptId } = await askOne(hp, 'asks');

  receiver.answer = async () => new Response('no_service', { status: 404 });
  await sendAllDue(testSender(hp));
  receiver.answer = async () => new Response('ok');
  await makeDeliveriesDue(db);
  await sendAllDue(testSender(hp));

  const [message] = receiver.received;
  expect(message?.body).toMatchObject({ text: 'A question waits: asks › ask', blocks: [{}, {}, {}] });
  expect(message?.text).toContain(`https://h.example/i/${interruptId}|`);
  expect(message?.text).not.toMatch(/Sure|\/a\//);
  expect(message?.headers).not.toHaveProperty('webhook-signature');
  expect(receiver.received[1]?.text).toBe(message?.text);
  expect(await db.prisma.answerLink.count()).toBe(0);
  expect(await onlyDelivery(db)).toMatchObject({
    outcome: 'delivered',
    attempts: [
      { status: 404, response: 'no_service' },
      { status: 200, response: 'ok' },
    ],
  });
});
