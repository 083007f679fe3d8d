/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  'interrupt.asked',
  'interrupt.expiring',
  'interrupt.answered',
  'interrupt.expired',
  'interrupt.superseded',
  'run.failed',
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const ASKED: WebhookEvent = 'interrupt.asked';
export const EXPIRING: WebhookEvent = 'interrupt.expiring';

/** A person asked for it, to see whether a receiver listens. */
export const TEST_EVENT = 'webhook.test';

/** A run's end, told to the address that the run itself names. */
export const RUN_END = 'run.ended';
