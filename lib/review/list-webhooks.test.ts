import { expect, it } from 'vitest';
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
