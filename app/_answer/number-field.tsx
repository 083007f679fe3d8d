import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { textOf } from '#lib/review/form/draft';
import type { NumberPlan } from '#lib/review/form/form-plan';
import { errorAt, type FieldProps } from './field-props';

/** A text control: a number control throws away what it cannot read, and changes on a turn of the mouse wheel. */
export function NumberField({
  plan,
  draft,
  onDraftChange,
  path,
  name,
  label,
  hint,
  required,
  errors,
}: FieldProps<NumberPlan>) {
  return (
    <Field label={label} hint={hint} required={required} error={errorAt(errors, path)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode={plan.integer ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={textOf(draft)}
          onChange={(event) => onDraftChange(event.target.value)}
          className="max-w-44 tabular-nums"
        />
      )}
    </Field>
  );
}
