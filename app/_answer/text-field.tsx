import { Field } from '#app/_ui/field';
import { Input, Textarea } from '#app/_ui/input';
import { textOf } from '#lib/review/form/draft';
import type { TextPlan } from '#lib/review/form/form-plan';
import { errorAt, type FieldProps } from './field-props';

const inputTypes = { plain: 'text', date: 'date', 'date-time': 'text', email: 'email', uri: 'url' } as const;

export function TextField({ plan, draft, onDraftChange, path, label, hint, required, errors }: FieldProps<TextPlan>) {
  const example = plan.format === 'date-time' ? 'For example 2026-11-20T14:00:00Z' : undefined;
  return (
    <Field label={label} hint={hint ?? example} required={required} error={errorAt(errors, path)}>
      {(control) =>
        plan.format === 'multiline' ? (
          <Textarea {...control} value={textOf(draft)} onChange={(event) => onDraftChange(event.target.value)} />
        ) : (
          <Input
            {...control}
            type={inputTypes[plan.format]}
            value={textOf(draft)}
            onChange={(event) => onDraftChange(event.target.value)}
            className="max-w-md"
          />
        )
      }
    </Field>
  );
}
