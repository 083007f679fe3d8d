import type { WebhookForm } from '#app/_actions/webhooks';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

export interface ExpiringFieldProps {
  form: WebhookForm;
  onChange: (form: WebhookForm) => void;
  /** By field. */
  errors: Record<string, string>;
}

/** When a question expires soon. */
export function ExpiringField({ form, onChange, errors }: ExpiringFieldProps) {
  return (
    <Field
      label={t`Minutes before the deadline`}
      required
      hint={t`Told once for each question; half-way to the deadline where that comes later.`}
      error={errors.expiringMinutes}
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={1}
          max={10_080}
          className="max-w-32"
          value={form.expiringMinutes || ''}
          onChange={({ target }) => onChange({ ...form, expiringMinutes: Number(target.value) })}
        />
      )}
    </Field>
  );
}
