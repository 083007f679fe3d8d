import { expect, it, onTestFinished } from 'vitest';
import { NO_SMTP } from '#lib/runs/webhooks/smtp-settings';
import { createWebhook } from '#lib/runs/webhooks/webhooks';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { webhookSettings } from '#lib/testing/webhook-settings';
import { listWebhooks } from './list-webhooks';

const SLACK = 'https://hooks.slack.com/services/T0/B0/abcd';

it('shows no address by which whoever sees it could write to a Slack channel, and no secret', async () => {
  const hp = await testHoldpoint(await testDatabase(), {});
  const { secret } = await createWebhook(hp, { ...webhookSettings, kind: 'slack', url: SLACK }, { actor: null });
  await createWebhook(hp, { ...webhookSettings, kind: 'http', url: 'https://example.com/hook' }, { actor: null });

  const list = await listWebhooks(hp);

  expect(list.webhooks).toMatchObject([
    { kind: 'slack', name: 'hooks.slack.com …abcd', url: null },
    { kind: 'http', name: 'https://example.com/hook', url: 'https://example.com/hook' },
  ]);
  expect(JSON.stringify(list)).not.toContain(secret);
  expect(JSON.stringify(list)).not.toContain('T0/B0');
});

it('says in the language of who asks why e-mail cannot be chosen', async () => {
  const hp = await testHoldpoint(await testDatabase(), {});
  const catalogue = { [NO_SMTP]: ['Dieser Server versendet keine E-Mail.'] };
  onTestFinished(() => {
    globalThis.holdpointLanguage = undefined;
  });

  const english = await listWebhooks(hp);
  globalThis.holdpointLanguage = () => ({ locale: 'de', catalogue, script: '' });
  const german = await listWebhooks(hp);

  expect([english, german].map(({ whyNoEmail }) => whyNoEmail)).toEqual([
    NO_SMTP,
    'Dieser Server versendet keine E-Mail.',
  ]);
});
