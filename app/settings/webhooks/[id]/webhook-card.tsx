'use client';

import { Pause, Pencil, Play, Send } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useAction } from '#app/_actions/use-action';
import { deleteWebhook, rotateWebhookSecret, sendTestDelivery, setWebhookActive } from '#app/_actions/webhooks';
import { Button } from '#app/_ui/button';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { Notice } from '#app/_ui/notice';
import { c, t } from '#lib/language/gettext';
import type { WebhookItem } from '#lib/review/list-webhooks';
import { SecretNotice } from '../secret-notice';
import { WebhookFacts } from '../webhook-facts';
import { WebhookState } from '../webhook-row';
import { TestResult } from './test-result';

const WebhookDialog = dynamic(() => import('../webhook-dialog').then((module) => module.WebhookDialog), {
  loading: () => null,
});

type Asking = 'edit' | 'secret' | 'delete' | null;

export interface WebhookCardProps {
  webhook: WebhookItem;
  /** Whether it is about to be deleted: then there will be nothing to read. */
  onDeleting: (isDeleting: boolean) => void;
}

/** An endpoint and what can be done to it. */
export function WebhookCard({ webhook, onDeleting }: WebhookCardProps) {
  const { id, active } = webhook;
  const { act, busy } = useAction();
  const [asking, setAsking] = useState<Asking>(null);
  const [secret, setSecret] = useState<string>();
  const [testIds, setTestIds] = useState<string[]>();
  const router = useRouter();
  const close = () => setAsking(null);

  async function rotate() {
    close();
    await act(async () => {
      const result = await rotateWebhookSecret(id);
      if (result.ok) setSecret(result.secret);
      return result;
    });
  }

  async function test() {
    await act(async () => {
      const result = await sendTestDelivery(id);
      if (result.ok) setTestIds(result.ids);
      return result;
    });
  }

  async function remove() {
    close();
    await act(async () => {
      onDeleting(true);
      const result = await deleteWebhook(id);
      if (result.ok) router.push('/settings/webhooks');
      else onDeleting(false);
      return result;
    }, t`The receiver is deleted.`);
  }

  return (
    <Card>
      <CardHeader
        title={<span className="wrap-anywhere">{webhook.name}</span>}
        detail={<WebhookState webhook={webhook} />}
      />
      <CardBody className="flex flex-col gap-4">
        {webhook.trouble ? (
          <Notice tone="waiting" title={t`Nothing can be sent`}>
            {webhook.trouble}
          </Notice>
        ) : null}
        <WebhookFacts webhook={webhook} />
        {secret ? <SecretNotice secret={secret} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button icon={<Send aria-hidden />} busy={busy} onClick={() => void test()}>
            {t`Send a test`}
          </Button>
          <Button icon={<Pencil aria-hidden />} onClick={() => setAsking('edit')}>
            {t`Edit`}
          </Button>
          <Button
            icon={active ? <Pause aria-hidden /> : <Play aria-hidden />}
            busy={busy}
            onClick={() => void act(() => setWebhookActive(id, !active))}
          >
            {active ? c('a receiver').t`Pause` : c('a receiver').t`Resume`}
          </Button>
          {webhook.kind === 'http' ? <Button onClick={() => setAsking('secret')}>{t`Change secret`}</Button> : null}
          <Button variant="danger" className="ml-auto" onClick={() => setAsking('delete')}>
            {t`Delete`}
          </Button>
        </div>
        {testIds ? <TestResult key={testIds.join()} webhookId={id} ids={testIds} /> : null}
      </CardBody>
      {asking === 'edit' ? <WebhookDialog webhook={webhook} whyNoEmail={webhook.trouble} onClose={close} /> : null}
      <ConfirmDialog
        open={asking === 'secret'}
        onOpenChange={close}
        title={t`Change the secret?`}
        description={t`Deliveries are signed with the new and the former secret for a day, and then with the new one alone.`}
        confirmLabel={t`Change secret`}
        cancelLabel={t`Cancel`}
        onConfirm={() => void rotate()}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={close}
        title={t`Delete this receiver?`}
        description={t`Its log goes with it, and what is due to it is not sent. To stop it for a while, pause it.`}
        confirmLabel={t`Delete receiver`}
        danger
        onConfirm={() => void remove()}
      />
    </Card>
  );
}
