import { Plus, X } from 'lucide-react';
import { Button } from '#app/_ui/button';
import { FieldError } from '#app/_ui/field';
import { t } from '#lib/language/gettext';
import { withinSentence } from '#lib/language/within-sentence';
import { listOf, newItem } from '#lib/review/form/draft';
import { nameBelow } from '#lib/review/form/draft-from-form';
import type { ArrayPlan } from '#lib/review/form/form-plan';
import { type ContainerProps, errorAt } from './field-props';

export function ArrayField(props: ContainerProps<ArrayPlan>) {
  const { plan, draft, onDraftChange, path, name, label, hint, errors, inner: Inner } = props;
  const items = listOf(draft);
  const itemName = withinSentence(plan.itemLabel);
  const error = errorAt(errors, path);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint ? <p className="text-xs text-ink-faint">{hint}</p> : null}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place; every control takes its text from the draft
        <div key={index} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Inner
              plan={plan.item}
              draft={item}
              onDraftChange={(next) => onDraftChange(items.map((other, at) => (at === index ? next : other)))}
              path={[...path, index]}
              name={nameBelow(name, index)}
              label={`${plan.itemLabel} ${index + 1}`}
              required
              errors={errors}
            />
          </div>
          <Button
            variant="ghost"
            aria-label={t`Remove ${itemName} ${index + 1}`}
            icon={<X aria-hidden />}
            onClick={() => onDraftChange(items.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus aria-hidden />} onClick={() => onDraftChange([...items, newItem(plan)])}>
          {t`Add ${itemName}`}
        </Button>
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}
