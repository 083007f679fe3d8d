import type { WebhookSettings } from '#lib/runs/webhooks/webhook-settings';

/** An endpoint that is told of questions, and of nothing in them. */
export const webhookSettings = {
  kind: 'http',
  url: 'https://example.com',
  recipients: [],
  events: ['interrupt.asked'],
  graphIds: [],
  includesContent: false,
  includesTitle: false,
  includesLink: false,
  expiringMinutes: 60,
} satisfies WebhookSettings as WebhookSettings;
