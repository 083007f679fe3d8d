import { MessageSquare, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReceiverKind } from '#lib/runs/webhooks/webhook-settings';

/** How somebody can be told, in words. */
export const kindLabels: Record<ReceiverKind, { label: string; description: string; icon: ReactNode }> = {
  http: { label: 'Webhook', description: 'A program, by signed requests', icon: <Webhook aria-hidden /> },
  slack: { label: 'Slack', description: 'A channel, by messages', icon: <MessageSquare aria-hidden /> },
};
