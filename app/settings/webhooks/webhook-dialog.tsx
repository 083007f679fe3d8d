'use client';

import { useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { formRefusal, NOT_REFUSED } from '#app/_actions/form-refusal';
import { createWebhook, editWebhook, type WebhookForm } from '#app/_actions/webhooks';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { WebhookItem } from '#lib/review/list-webhooks';
import { KindField } from './kind-field';
import { SecretNotice } from './secret-notice';
import { WebhookFields } from './webhook-fields';

const FORM_ID = 'webhook-form';

const newWebhook: WebhookForm = {
  kind: 'http',
  url: '',
  recipients: [],
  events: ['interrupt.asked', 'interrupt.answered', 'interrupt.expired', 'run.failed'],
  graphIds: [],
  includesContent: false,
  includesTitle: false,
  includesLink: false,
  expiringMinutes: 60,
};

export interface WebhookDialogProps {
  /** Why e-mail cannot be chosen; null: it can. */
  whyNoEmail: string | null;
  /** Absent: a new one. */
  webhook?: WebhookItem;
  /** With the id of what was made. */
  onClose: (id?: string) => void;
}

export function WebhookDialog({ webhook, whyNoEmail, onClose }: WebhookDialogProps) {
  const { identify } = useReviewer();
  const [form, setForm] = useState<WebhookForm>(webhook ? formOf(webhook) : newWebhook);
  const [{ errors, failure }, setRefusal] = useState(NOT_REFUSED);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ id: string; secret: string }>();

  async function save() {
    if ((await identify()) === null) return;
    setBusy(true);
    const result = await callAction(() => (webhook ? editWebhook(webhook.id, form) : addWebhook()));
    setBusy(false);
    if (!result.ok) setRefusal(formRefusal(result));
    else if (webhook) onClose();
  }

  async function addWebhook() {
    const result = await createWebhook(form);
    // Only who is called by HTTP has a use for the secret.
    if (result.ok && form.kind === 'http') setMade(result);
    else if (result.ok) onClose(result.id);
    return result;
  }

  const buttons = made ? (
    <Button variant="primary" onClick={() => onClose(made.id)}>
      {t`Done`}
    </Button>
  ) : (
    <>
      <Button onClick={() => onClose()}>{t`Cancel`}</Button>
      {form.kind === 'email' && whyNoEmail ? null : (
        <Button type="submit" form={FORM_ID} variant="primary" busy={busy}>
          {webhook ? t`Save` : t`Add receiver`}
        </Button>
      )}
    </>
  );
  return (
    <Dialog open onOpenChange={() => onClose(made?.id)} title={titleOf(webhook, made !== undefined)} footer={buttons}>
      {made ? <SecretNotice secret={made.secret} /> : null}
      {made ? null : (
        <form
          id={FORM_ID}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          className="flex flex-col gap-4"
        >
          {failure ? <Notice tone="danger" role="alert" title={failure} /> : null}
          {webhook ? null : <KindField kind={form.kind} onChange={(kind) => setForm({ ...form, kind })} />}
          {form.kind === 'email' && whyNoEmail ? (
            <Notice tone="waiting" role="status" title={t`E-mail is not set up`}>
              {whyNoEmail}
            </Notice>
          ) : (
            <WebhookFields form={form} isNew={!webhook} onChange={setForm} errors={errors} />
          )}
        </form>
      )}
    </Dialog>
  );
}

function titleOf(webhook: WebhookItem | undefined, isMade: boolean): string {
  if (isMade) return t`The webhook is active`;
  return webhook ? t`Edit receiver` : t`Add receiver`;
}

function formOf(webhook: WebhookItem): WebhookForm {
  const { kind, url, recipients, events, graphIds, includesContent, includesTitle, includesLink, expiringMinutes } =
    webhook;
  return {
    kind,
    url: url ?? '',
    recipients,
    events,
    graphIds,
    includesContent,
    includesTitle,
    includesLink,
    expiringMinutes,
  };
}
