import { c, t } from '#lib/language/gettext';
import type { WebhookEvent } from '#lib/runs/webhooks/webhook-events';

/** What an endpoint can be told of, in words, in the order of a question's life. */
export const eventLabels = (): Record<WebhookEvent, { label: string; description: string }> => ({
  'interrupt.asked': { label: c('an event').t`Asked`, description: t`A question waits, or waits again.` },
  'interrupt.expiring': {
    label: c('an event').t`Expires soon`,
    description: t`A question has a deadline, and nobody has answered.`,
  },
  'interrupt.answered': { label: c('an event').t`Answered`, description: t`Somebody answered a question.` },
  'interrupt.expired': { label: c('an event').t`Expired`, description: t`Nobody answered in time.` },
  'interrupt.superseded': {
    label: c('an event').t`Superseded`,
    description: t`A question was dropped, or deleted with its thread.`,
  },
  'run.failed': { label: c('an event').t`Run failed`, description: t`A run ended with an error or a timeout.` },
});

export const EXPIRING: WebhookEvent = 'interrupt.expiring';

export function eventLabel(event: string): string {
  const labels: Record<string, string> = {
    'webhook.test': c('an event').t`Test`,
    'run.ended': c('an event').t`Run ended`,
  };
  const known = Object.entries(eventLabels()).find(([name]) => name === event);
  return known?.[1].label ?? labels[event] ?? event;
}
