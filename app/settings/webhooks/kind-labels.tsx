import { Mail, MessageSquare, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '#lib/language/gettext';
import type { WebhookItem } from '#lib/review/list-webhooks';

export type ReceiverKind = WebhookItem['kind'];

/** How somebody can be told, in words. */
export const kindLabels = (): Record<ReceiverKind, { label: string; description: string; icon: ReactNode }> => ({
  http: { label: t`Webhook`, description: t`A program, by signed requests`, icon: <Webhook aria-hidden /> },
  slack: { label: 'Slack', description: t`A channel, by messages`, icon: <MessageSquare aria-hidden /> },
  email: { label: t`E-mail`, description: t`People, each by themselves`, icon: <Mail aria-hidden /> },
});
