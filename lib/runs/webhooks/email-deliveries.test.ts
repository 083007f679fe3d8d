import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { mailServer } from '#lib/testing/mail-server';
import { asks } from '#lib/testing/test-graphs';
import { makeDeliveriesDue, sendAllDue, testSender } from '#lib/testing/test-sender';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { answerByLink } from '../links/answer-by-link';
import { revokeAnswerLink } from '../links/answer-links';
import type { SenderOptions } from './send-delivery';
import { NO_SMTP } from './smtp-settings';
import { createWebhook, editWebhook, sendTestDelivery } from './webhooks';

const MARIA = 'maria@example.com';
const BEN = 'ben@example.com';
const settings = { ...webhookSettings, kind: 'email' as const, url: '', recipients: [MARIA, BEN] };
let db: TestDatabase;
let hp: TestHoldpoint;
let mail: Awaited<ReturnType<typeof mailServer>>;

const hurries = asks({ value: 'Now?', timeoutMs: 7_200_000, onExpire: { action: 'stay' } });

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { asks: asks({ value: { title: 'Zahlen, für <b>Ada</b>?', risk: 'high' } }), hurries });
});

beforeEach(async () => {
  await db.prisma.webhookDelivery.deleteMany();
  await db.prisma.webhook.deleteMany();
  mail = await mailServer();
  return () => mail.close();
});

const add = (more: Partial<typeof settings> = {}) =>
  createWebhook(hp, { ...settings, ...more }, { actor: 'Ada', smtp: mail.smtp });

const sendDue = (options: Partial<SenderOptions> = {}) => sendAllDue(testSender(hp, { smtp: mail.smtp, ...options }));
const makeDue = () => makeDeliveriesDue(db);
const deliveries = () => db.prisma.webhookDelivery.findMany({ include: { attempts: { orderBy: { id: 'asc' } } } });
const deliveryTo = async (recipient: string) => (await deliveries()).find((one) => one.recipient === recipient);
const mailTo = (recipient: string) => mail.received.find(({ to }) => to.includes(recipient));
const tokenIn = (text = '') => /https:\/\/h\.example\/a\/([\w-]+)/.exec(text)?.[1] ?? '';

describe('an e-mail', () => {
  it('goes to each recipient alone, says what waits where, and links to it', async () => {
    await add();
    const { interruptId } = await askOne(hp, 'asks');

    await sendDue();

    expect(mail.received.map(({ to }) => to).sort()).toEqual([[BEN], [MARIA]]);
    const { from, text = '' } = mailTo(MARIA) ?? {};
    expect(from).toBe('holdpoint@example.com');
    expect(text).toContain('From: Holdpoint <holdpoint@example.com>');
    expect(text).toContain('Subject: A question waits: asks › ask');
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text).toContain(`Open the question:\nhttps://h.example/i/${interruptId}`);
    expect(text).toContain(`<a href="https://h.example/i/${interruptId}">Open the question</a>`);
    expect(text).toContain('Risk: high');
    expect(text).not.toMatch(/Zahlen|Ada|\/a\/|ben@/);
    expect(await deliveryTo(MARIA)).toMatchObject({ outcome: 'delivered', attempts: [{ status: 250, error: null }] });
  });

  it('has the title where that is chosen, as text that marks nothing up', async () => {
    await add({ includesTitle: true });
    await askOne(hp, 'asks');

    await sendDue();

    const { text = '' } = mailTo(MARIA) ?? {};
    expect(text).toContain('Subject: A question waits: Zahlen, für <b>Ada</b>?');
    expect(text).toContain('\n\nZahlen, für <b>Ada</b>?\n');
    expect(text).toContain('<strong>Zahlen, für &lt;b&gt;Ada&lt;/b&gt;?</strong>');
  });

  it('that the mail server refuses is tried again as the same message, and holds up none of the others', async () => {
    await add();
    mail.refuse = (recipient) => (recipient === MARIA ? '450 Her box is full' : null);
    await askOne(hp, 'asks');
    await sendDue();

    expect(await deliveryTo(BEN)).toMatchObject({ outcome: 'delivered' });
    expect(await deliveryTo(MARIA)).toMatchObject({
      outcome: 'pending',
      attempts: [{ status: 450, error: expect.stringContaining('Her box is full') }],
    });

    mail.refuse = () => null;
    await makeDue();
    await sendDue();
    const maria = await deliveryTo(MARIA);
    expect(maria).toMatchObject({ outcome: 'delivered', attempts: [{}, { status: 250 }] });
    expect(mailTo(MARIA)?.text).toContain(`Message-ID: <${maria?.id}@holdpoint>`);
    expect(mail.received).toHaveLength(2);
  });

  it('to a mail server that falls silent is given up in time', async () => {
    await add({ recipients: [MARIA] });
    const gate = new Gate();
    mail.beforeTaking = () => gate.pass();
    await askOne(hp, 'asks');

    await sendDue({ timeoutMs: 500 });
    gate.open();

    expect(await deliveryTo(MARIA)).toMatchObject({
      outcome: 'pending',
      attempts: [{ status: null, error: expect.stringMatching(/time/i) }],
    });
  });

  it('says what to set where no mail server is known', async () => {
    await add({ recipients: [MARIA] });
    await askOne(hp, 'asks');

    await sendDue({ smtp: null });

    expect(await deliveryTo(MARIA)).toMatchObject({ outcome: 'pending', attempts: [{ error: NO_SMTP }] });
  });

  it('is not sent to who is no recipient any more', async () => {
    const { id } = await add();
    await askOne(hp, 'asks');

    await editWebhook(hp, { ...settings, id, recipients: [BEN] }, { actor: 'Ada', smtp: mail.smtp });
    await sendDue();

    expect(mail.received.map(({ to }) => to)).toEqual([[BEN]]);
    expect(await deliveries()).toHaveLength(1);
  });

  it('is sent to each recipient as a test', async () => {
    const { id } = await add();

    const ids = await sendTestDelivery(hp, { id, actor: 'Ada' });
    await sendDue();

    expect((await deliveries()).map((one) => one.id).sort()).toEqual(ids.sort());
    expect(mailTo(BEN)?.text).toContain('Sent by: Ada');
  });
});

describe('an e-mail with a link that answers', () => {
  it('lets its recipient answer without an account, by a link of their own that is listed and kept nowhere', async () => {
    await add({ includesLink: true });
    const { threadId, interruptId } = await askOne(hp, 'asks');
    await sendDue();
    const [maria, ben] = [MARIA, BEN].map((one) => tokenIn(mailTo(one)?.text));

    await answerByLink(hp, { token: maria ?? '', value: 'yes', note: null, name: null });

    expect(maria).not.toBe(ben);
    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await db.prisma.interrupt.findUnique({ where: { id: interruptId } })).toMatchObject({
      decidedBy: `link: ${MARIA}`,
    });
    const links = await db.prisma.answerLink.findMany({ where: { interruptId }, orderBy: { name: 'asc' } });
    expect(links).toMatchObject([
      { name: BEN, createdBy: 'e-mail' },
      { name: MARIA, createdBy: 'e-mail' },
    ]);
    const trail = await db.prisma.decision.findMany({ where: { interruptId, kind: 'link' } });
    expect(trail.map(({ actor, value }) => ({ actor, value }))).toEqual(
      expect.arrayContaining(links.map(({ id, name }) => ({ actor: 'e-mail', value: { name, link_id: id } }))),
    );
    expect(trail).toHaveLength(2);
    const kept = inspect([links, trail, (await deliveries()).map(({ attempts: _, ...row }) => row)], { depth: null });
    expect(kept).not.toContain(maria);
  });

  it('has the same link when the question is about to expire', async () => {
    await add({ includesLink: true, recipients: [MARIA], events: ['interrupt.asked', 'interrupt.expiring'] });
    const { interruptId } = await askOne(hp, 'hurries');
    await sendDue();
    await makeDue();
    await sendDue();

    const [asked, expiring] = mail.received.map(({ text }) => tokenIn(text));
    expect(mail.received[1]?.text).toContain('nobody has answered');
    expect(expiring).toBe(asked);
    expect(asked).not.toBe('');
    expect(await db.prisma.answerLink.count({ where: { interruptId } })).toBe(1);
  });

  it('has the same link at every try, and none once that is revoked or the question is decided', async () => {
    await add({ includesLink: true, recipients: [MARIA] });
    const { interruptId } = await askOne(hp, 'asks');
    await sendDue();
    const again = async () => {
      await db.prisma.webhookDelivery.updateMany({ data: { outcome: 'pending', endedAt: null, dueAt: new Date(0) } });
      await sendDue();
      return tokenIn(mail.received.at(-1)?.text);
    };
    const first = tokenIn(mail.received[0]?.text);
    expect(await again()).toBe(first);
    expect(await db.prisma.decision.count({ where: { interruptId, kind: 'link' } })).toBe(1);
    const [link] = await db.prisma.answerLink.findMany({ where: { interruptId } });

    await revokeAnswerLink(hp, { id: link?.id ?? '', actor: 'Ada' });

    expect(await again()).toBe('');
    await expect(answerByLink(hp, { token: first, value: 'yes', note: null, name: null })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('leaves no link in the log where the mail server repeats it', async () => {
    await add({ includesLink: true, recipients: [MARIA] });
    mail.beforeTaking = async () => {
      throw Object.assign(new Error(`Suspicious: https://h.example/a/${'x'.repeat(43)}`), { responseCode: 550 });
    };
    await askOne(hp, 'asks');

    await sendDue();

    const [attempt] = (await deliveryTo(MARIA))?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 550, error: expect.stringContaining('Suspicious: https://h.example/a/…') });
    expect(inspect(attempt)).not.toContain('xxx');
  });
});
