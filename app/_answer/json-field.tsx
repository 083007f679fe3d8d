import { Button } from '#app/_ui/button';
import { JsonEditor } from '#app/_ui/json-editor';
import { t } from '#lib/language/gettext';
import { textOf } from '#lib/review/form/draft';
import type { JsonPlan } from '#lib/review/form/form-plan';
import { errorsWithin, type FieldProps } from './field-props';

export function JsonField(props: FieldProps<JsonPlan>) {
  const { plan, draft, onDraftChange, path, name, label, hint, required, errors } = props;
  return (
    <div className="flex flex-col gap-2">
      <JsonEditor
        name={name}
        label={label}
        hint={hint ?? t`Any JSON value. Texts need double quotes.`}
        text={textOf(draft)}
        onTextChange={onDraftChange}
        error={errorsWithin(errors, path)}
        required={required}
      />
      {plan.quick ? (
        <div className="flex flex-wrap items-center gap-2 text-xs text-ink-faint">
          {t`Fill in`}
          {plan.quick.map((option) => (
            <Button
              key={JSON.stringify(option.value)}
              size="sm"
              onClick={() => onDraftChange(JSON.stringify(option.value))}
            >
              {option.label}: {JSON.stringify(option.value)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
