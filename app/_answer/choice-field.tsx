import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { RadioCards } from '#app/_ui/radio-cards';
import { c, t } from '#lib/language/gettext';
import { textOf } from '#lib/review/form/draft';
import type { ChoicePlan } from '#lib/review/form/form-plan';
import { errorAt, type FieldProps } from './field-props';

/** More than fit into a glance go into a select. */
const MOST_CARDS = 7;

export function ChoiceField({
  plan,
  draft,
  onDraftChange,
  path,
  name,
  label,
  hint,
  required,
  errors,
}: FieldProps<ChoicePlan>) {
  const error = errorAt(errors, path);
  const options = plan.options.map((option, index) => ({
    value: String(index),
    label: option.label,
    description: option.description,
  }));
  if (options.length > MOST_CARDS) {
    return (
      <Field label={label} hint={hint} required={required} error={error}>
        {(control) => (
          <Select
            {...control}
            name={name}
            value={textOf(draft)}
            onValueChange={onDraftChange}
            options={[{ value: '', label: required ? t`Choose one` : c('of choices').t`None` }, ...options]}
            className="max-w-md"
          />
        )}
      </Field>
    );
  }
  const none = { value: '', label: t`Leave open`, description: undefined };
  return (
    <RadioCards
      name={name}
      legend={hint ? `${label}: ${hint}` : label}
      inline={options.every((option) => option.label.length < 24)}
      value={textOf(draft)}
      onValueChange={onDraftChange}
      options={required ? options : [...options, none]}
      error={error}
    />
  );
}
