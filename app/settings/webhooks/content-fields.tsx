import type { WebhookForm } from '#app/_actions/webhooks';
import { CheckboxCard } from '#app/_ui/checkbox-card';

export interface ContentFieldsProps {
  form: WebhookForm;
  onChange: (form: WebhookForm) => void;
}

/** What of a question leaves this server. Each kind has choices of its own. */
export function ContentFields({ form, onChange }: ContentFieldsProps) {
  if (form.kind === 'slack')
    return (
      <CheckboxCard
        label="Include the title"
        description="One line of the question itself, for everybody in the channel. Without it: where it waits, since when, its risk and a link."
        checked={form.includesTitle}
        onCheckedChange={(includesTitle) => onChange({ ...form, includesTitle })}
      />
    );
  return (
    <>
      <CheckboxCard
        label="Include content"
        description="What was asked and answered, and what an error says. Without it: ids, the title and a link."
        checked={form.includesContent}
        onCheckedChange={(includesContent) => onChange({ ...form, includesContent })}
      />
      <CheckboxCard
        label="Include a link that answers"
        description="Whoever reads that a question waits can answer it there, once, without an account. It ends after 7 days."
        checked={form.includesLink}
        onCheckedChange={(includesLink) => onChange({ ...form, includesLink })}
      />
    </>
  );
}
