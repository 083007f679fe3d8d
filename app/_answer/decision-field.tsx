import { Check, CircleDot, Pencil, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { RadioCards } from '#app/_ui/radio-cards';
import { recordOf, textOf } from '#lib/review/form/draft';
import type { DecisionPlan, Intent } from '#lib/review/form/form-plan';
import { type ContainerProps, errorAt } from './field-props';
import { FieldList } from './object-field';

const icons: Record<Intent, ReactNode> = {
  approve: <Check aria-hidden />,
  edit: <Pencil aria-hidden />,
  reject: <X aria-hidden />,
  other: <CircleDot aria-hidden />,
};

/** The options side by side, and below them what the chosen one asks for. */
export function DecisionField({
  plan,
  draft,
  onDraftChange,
  path,
  label,
  errors,
  inner,
}: ContainerProps<DecisionPlan>) {
  const values = recordOf(draft);
  const option = textOf(values.option);
  const chosen = option === '' ? undefined : plan.options[Number(option)];
  const fieldDraft = values.fields ?? {};
  return (
    <div className="flex flex-col gap-4">
      <RadioCards
        legend={label}
        hideLegend={path.length === 0}
        inline
        value={option}
        onValueChange={(next) => onDraftChange({ option: next, fields: fieldDraft })}
        options={plan.options.map(({ label: name, description, intent }, index) => ({
          value: String(index),
          label: name,
          description,
          icon: icons[intent],
          danger: intent === 'reject',
        }))}
        error={errorAt(errors, [...path, plan.key])}
      />
      {chosen && chosen.fields.length > 0 ? (
        <FieldList
          fields={chosen.fields}
          draft={fieldDraft}
          onDraftChange={(next) => onDraftChange({ option, fields: next })}
          path={path}
          errors={errors}
          inner={inner}
        />
      ) : null}
    </div>
  );
}
