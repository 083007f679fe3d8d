import type { WebhookEvent } from '#lib/runs/webhooks/webhook-events';

/** What an endpoint can be told of, in words, in the order of a question's life. */
export const eventLabels: Record<WebhookEvent, { label: string; description: string }> = {
  'interrupt.asked': { label: 'Asked', description: 'A question waits, or waits again.' },
  'interrupt.expiring': { label: 'Expires soon', description: 'A question has a deadline, and nobody has answered.' },
  'interrupt.answered': { label: 'Answered', description: 'Somebody answered a question.' },
  'interrupt.expired': { label: 'Expired', description: 'Nobody answered in time.' },
  'interrupt.superseded': { label: 'Superseded', description: 'A question was dropped, or deleted with its thread.' },
  'run.failed': { label: 'Run failed', description: 'A run ended with an error or a timeout.' },
};

export const EXPIRING: WebhookEvent = 'interrupt.expiring';

const otherLabels: Record<string, string> = { 'webhook.test': 'Test', 'run.ended': 'Run ended' };

export function eventLabel(event: string): string {
  const known = Object.entries(eventLabels).find(([name]) => name === event);
  return known?.[1].label ?? otherLabels[event] ?? event;
}
