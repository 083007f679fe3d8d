import type { WebhookForm } from '#app/_actions/webhooks';
import { CheckboxCard } from '#app/_ui/checkbox-card';
import { t } from '#lib/language/gettext';

export interface ContentFieldsProps {
  form: WebhookForm;
  onChange: (form: WebhookForm) => void;
}

/** What of a question leaves this server. Each kind has choices of its own. */
export function ContentFields({ form, onChange }: ContentFieldsProps) {
  const { kind, includesContent, includesTitle, includesLink } = form;
  return (
    <>
      {kind === 'http' ? (
        <CheckboxCard
          label={t`Include content`}
          description={t`What was asked and answered, and what an error says. Without it: ids, the title and a link.`}
          checked={includesContent}
          onCheckedChange={(checked) => onChange({ ...form, includesContent: checked })}
        />
      ) : (
        <CheckboxCard
          label={t`Include the title`}
          description={
            kind === 'slack'
              ? t`One line of the question itself, for everybody in the channel. Without it: where it waits, since when, its risk and a link.`
              : t`One line of the question itself. Without it: where it waits, since when, its risk and a link.`
          }
          checked={includesTitle}
          onCheckedChange={(checked) => onChange({ ...form, includesTitle: checked })}
        />
      )}
      {kind === 'slack' ? null : (
        <CheckboxCard
          label={t`Include a link that answers`}
          description={
            kind === 'email'
              ? t`Each recipient gets a link of their own and can answer there, once, without an account. It ends after 7 days.`
              : t`Whoever reads that a question waits can answer it there, once, without an account. It ends after 7 days.`
          }
          checked={includesLink}
          onCheckedChange={(checked) => onChange({ ...form, includesLink: checked })}
        />
      )}
    </>
  );
}
