import { useId } from 'react';
import { FieldError } from '#app/_ui/field';
import { listOf } from '#lib/review/form/draft';
import type { ChoicesPlan } from '#lib/review/form/form-plan';
import { errorAt, type FieldProps } from './field-props';

export function ChoicesField(props: FieldProps<ChoicesPlan>) {
  const { plan, draft, onDraftChange, path, name, label, hint, errors } = props;
  const errorId = useId();
  const chosen = listOf(draft);
  const error = errorAt(errors, path);
  const toggle = (index: string, on: boolean) =>
    onDraftChange(plan.options.map((_, at) => String(at)).filter((at) => (at === index ? on : chosen.includes(at))));
  return (
    <fieldset
      data-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
      className="flex flex-col gap-1.5"
    >
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint ? <p className="text-xs text-ink-faint">{hint}</p> : null}
      {plan.options.map((option, at) => {
        const index = String(at);
        return (
          <label key={index} className="flex min-h-7 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name={name}
              value={index}
              checked={chosen.includes(index)}
              onChange={(event) => toggle(index, event.target.checked)}
              className="size-4 accent-accent"
            />
            {option.label}
          </label>
        );
      })}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </fieldset>
  );
}
