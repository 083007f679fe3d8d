import { useState } from 'react';
import type { WebhookForm } from '#app/_actions/webhooks';
import { Field } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

export interface TargetFieldProps {
  form: WebhookForm;
  isNew: boolean;
  onChange: (form: WebhookForm) => void;
  /** By field. */
  errors: Record<string, string>;
}

/** Where what is told goes to. */
export function TargetField(props: TargetFieldProps) {
  return props.form.kind === 'email' ? <RecipientsField {...props} /> : <AddressField {...props} />;
}

function AddressField({ form, isNew, onChange, errors }: TargetFieldProps) {
  const isSlack = form.kind === 'slack';
  const keeps = isSlack && !isNew;
  const hint = isSlack
    ? t`Of an incoming webhook, which Slack makes for one channel. Whoever has it can write there, so it is not shown again.`
    : t`Where deliveries are sent, by POST.`;
  return (
    <Field
      label={t`Address`}
      required={!keeps}
      hint={keeps ? `${hint} ${t`Left empty, it stays what it is.`}` : hint}
      error={errors.url}
    >
      {(control) => (
        <Input
          {...control}
          type="url"
          inputMode="url"
          placeholder={isSlack ? 'https://hooks.slack.com/services/…' : 'https://example.com/hook'}
          value={form.url}
          onChange={({ target }) => onChange({ ...form, url: target.value })}
        />
      )}
    </Field>
  );
}

function RecipientsField({ form, onChange, errors }: TargetFieldProps) {
  // As it is written, also half-way through an address.
  const [text, setText] = useState(form.recipients.join('\n'));
  return (
    <Field
      label={t`Recipients`}
      required
      hint={t`Addresses, one below the other or with commas between. Each gets an e-mail of their own.`}
      error={errors.recipients}
    >
      {(control) => (
        <Textarea
          {...control}
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="maria@example.com"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            onChange({ ...form, recipients: target.value.split(/[\s,;]+/).filter(Boolean) });
          }}
        />
      )}
    </Field>
  );
}
