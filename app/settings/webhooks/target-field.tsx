import type { WebhookForm } from '#app/_actions/webhooks';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';

export interface TargetFieldProps {
  form: WebhookForm;
  isNew: boolean;
  onChange: (form: WebhookForm) => void;
  error: string | undefined;
}

/** Where what is told goes to. */
export function TargetField({ form, isNew, onChange, error }: TargetFieldProps) {
  const isSlack = form.kind === 'slack';
  const keeps = isSlack && !isNew;
  const hint = isSlack
    ? 'Of an incoming webhook, which Slack makes for one channel. Whoever has it can write there, so it is not shown again.'
    : 'Where deliveries are sent, by POST.';
  return (
    <Field
      label="Address"
      required={!keeps}
      hint={keeps ? `${hint} Left empty, it stays what it is.` : hint}
      error={error}
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
