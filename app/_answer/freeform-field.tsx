import { useId } from 'react';
import { classNames } from '#app/_ui/class-names';
import { Field } from '#app/_ui/field';
import { Textarea } from '#app/_ui/input';
import { freeformOf } from '#lib/review/form/draft';
import type { FreeformPlan } from '#lib/review/form/form-plan';
import { detectKind, type FreeformKind } from '#lib/review/form/freeform';
import { errorAt, type FieldProps } from './field-props';

const kinds: { value: Exclude<FreeformKind, 'auto'>; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'json', label: 'JSON' },
];

/** A line of text, with a switch for what it means: 25 may be a number or two characters. */
export function FreeformField({ draft, onDraftChange, path, label, hint, required, errors }: FieldProps<FreeformPlan>) {
  const { text, as } = freeformOf(draft);
  const name = useId();
  const shown = as === 'auto' ? detectKind(text) : as;
  const type = (next: string) => onDraftChange({ text: next, as: next.trim() === '' ? 'auto' : as });
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} hint={hint} required={required} error={errorAt(errors, path)}>
        {(control) => <Textarea {...control} value={text} onChange={(event) => type(event.target.value)} />}
      </Field>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="float-left mr-2 text-xs text-ink-faint">Send as</legend>
        <div className="inline-flex rounded-md border border-control-line p-0.5">
          {kinds.map((kind) => (
            <label
              key={kind.value}
              className={classNames(
                'flex h-6 items-center rounded px-2.5 text-xs font-medium pointer-coarse:h-10',
                'has-focus-visible:outline-2 has-focus-visible:outline-accent',
                shown === kind.value ? 'bg-accent-soft text-accent-strong' : 'text-ink-soft hover:bg-sunken',
              )}
            >
              <input
                type="radio"
                name={name}
                checked={shown === kind.value}
                onChange={() => onDraftChange({ text, as: kind.value })}
                className="sr-only"
              />
              {kind.label}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
