import { Field } from '#app/_ui/field';
import { Textarea } from '#app/_ui/input';
import { Segmented } from '#app/_ui/segmented';
import { t } from '#lib/language/gettext';
import { freeformOf } from '#lib/review/form/draft';
import type { FreeformPlan } from '#lib/review/form/form-plan';
import { detectKind, type FreeformKind } from '#lib/review/form/freeform';
import { errorAt, type FieldProps } from './field-props';

const kinds = (): { value: Exclude<FreeformKind, 'auto'>; label: string }[] => [
  { value: 'text', label: t`Text` },
  { value: 'number', label: t`Number` },
  { value: 'json', label: 'JSON' },
];

/** A line of text, with a switch for what it means: 25 may be a number or two characters. */
export function FreeformField(props: FieldProps<FreeformPlan>) {
  const { draft, onDraftChange, path, name, label, hint, required, errors } = props;
  const { text, as } = freeformOf(draft);
  const shown = as === 'auto' ? detectKind(text) : as;
  const type = (next: string) => onDraftChange({ text: next, as: next.trim() === '' ? 'auto' : as });
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} hint={hint} required={required} error={errorAt(errors, path)}>
        {(control) => (
          <Textarea {...control} name={`${name}/text`} value={text} onChange={(event) => type(event.target.value)} />
        )}
      </Field>
      <Segmented
        legend={t`Send as`}
        name={`${name}/as`}
        // Without a text there is nothing to tell by, and a form that is sent as it is must not decide.
        value={text.trim() === '' ? undefined : shown}
        onValueChange={(kind) => onDraftChange({ text, as: kind })}
        options={kinds()}
      />
    </div>
  );
}
