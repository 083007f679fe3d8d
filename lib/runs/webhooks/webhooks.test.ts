import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { webhookSettings } from '#lib/testing/webhook-settings';
import type { WebhookSettings } from './webhook-settings';
import { webhookTargets } from './webhook-targets';
import { createWebhook, editWebhook } from './webhooks';

const SLACK = 'https://hooks.slack.com/services/T0/B0/abcd';
const SMTP = { url: 'smtp://127.0.0.1:2525', from: 'holdpoint@example.com' };
const settings: WebhookSettings = { ...webhookSettings, includesContent: true, includesLink: true };
const by = { actor: 'Ada', targets: webhookTargets({}), smtp: SMTP };
const email: WebhookSettings = { ...settings, kind: 'email', url: '', recipients: ['maria@example.com'] };
let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {});
});

const stored = (id: string) => db.prisma.webhook.findUniqueOrThrow({ where: { id } });

describe('the settings of a receiver', () => {
  it.each([
    [{ url: 'http://127.0.0.1/' }, 'url'],
    [{ kind: 'slack' as const, url: '' }, 'url'],
    [{ events: [] }, 'events'],
    [{ kind: 'email' as const }, 'recipients'],
    [{ kind: 'email' as const, recipients: ['maria@example.com', 'a@b\nBcc: c@d.example'] }, 'recipients'],
  ])('are refused at their field: %j', async (wrong, field) => {
    await expect(createWebhook(hp, { ...settings, ...wrong }, by)).rejects.toMatchObject({
      ...{ code: 'invalid_request', details: { errors: [{ path: [field] }] } },
    });
  });

  it('let nothing into a Slack channel that its kind has no choice of', async () => {
    const { id } = await createWebhook(hp, { ...settings, kind: 'slack', url: SLACK }, by);

    expect(await stored(id)).toMatchObject({ includesContent: false, includesLink: false, includesTitle: false });
  });

  it('keep the address of a Slack channel where none is given', async () => {
    const { id } = await createWebhook(hp, { ...settings, kind: 'slack', url: SLACK }, by);

    await editWebhook(hp, { ...settings, id, kind: 'slack', url: ' ', events: ['run.failed'] }, by);

    expect(await stored(id)).toMatchObject({ url: SLACK, events: ['run.failed'] });
  });

  it('of e-mail are refused where this server cannot send any, with what to set', async () => {
    await expect(createWebhook(hp, email, { ...by, smtp: null })).rejects.toMatchObject({
      ...{ code: 'invalid_request', message: expect.stringContaining('HOLDPOINT_SMTP_URL') },
    });
  });

  it('of e-mail have recipients, each once, and no address', async () => {
    const recipients = ['Maria@example.com', 'ben@example.com', 'maria@example.com'];

    const { id } = await createWebhook(hp, { ...email, recipients, url: 'https://example.com' }, by);

    expect(await stored(id)).toMatchObject({
      ...{
        url: null,
        recipients: ['maria@example.com', 'ben@example.com'],
        includesContent: false,
        includesLink: true,
      },
    });
  });

  it('never change what kind it is', async () => {
    const { id } = await createWebhook(hp, { ...settings, kind: 'slack', url: SLACK }, by);

    await expect(editWebhook(hp, { ...settings, id }, by)).rejects.toMatchObject({ code: 'webhook_not_found' });
    expect(await stored(id)).toMatchObject({ kind: 'slack', url: SLACK });
  });
});
