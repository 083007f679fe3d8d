import { Check, CircleDot, Pencil, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useContext } from 'react';
import { Notice } from '#app/_ui/notice';
import { RadioCards } from '#app/_ui/radio-cards';
import { type Draft, readDraft, recordOf, textOf } from '#lib/review/form/draft';
import { shownName } from '#lib/review/form/draft-from-form';
import type { DecisionOption, DecisionPlan, Intent } from '#lib/review/form/form-plan';
import { reasonKindOf } from '#lib/review/read-reasons';
import { type ContainerProps, errorAt, isWithin } from './field-props';
import { FieldList } from './object-field';
import { ReviewedQuestion } from './reviewed-question';
import { Revision } from './revision';

// Most answers need none.
const UsualReasons = dynamic(() => import('./usual-reasons').then((module) => module.UsualReasons), {
  loading: () => null,
});

const icons: Record<Intent, ReactNode> = {
  approve: <Check aria-hidden />,
  edit: <Pencil aria-hidden />,
  reject: <X aria-hidden />,
  other: <CircleDot aria-hidden />,
};

/** The options side by side, and below them what the chosen one asks for. */
export function DecisionField(props: ContainerProps<DecisionPlan>) {
  const { plan, draft, onDraftChange, path, name, label, errors } = props;
  const values = recordOf(draft);
  const option = textOf(values.option);
  const chosen = option === '' ? undefined : plan.options[Number(option)];
  const fieldDraft = values.fields ?? {};
  return (
    <div className="flex flex-col gap-4">
      {plan.notice ? <Notice tone="waiting">{plan.notice}</Notice> : null}
      {plan.options.length > 0 ? (
        <RadioCards
          name={`${name}/option`}
          legend={label}
          hideLegend={path.length === 0}
          inline
          value={option}
          onValueChange={(next) => onDraftChange({ option: next, fields: fieldDraft })}
          options={plan.options.map(({ label: text, description, intent }, index) => ({
            value: String(index),
            label: text,
            description,
            icon: icons[intent],
            intent,
            danger: intent === 'reject',
          }))}
          error={errorAt(errors, [...path, plan.key])}
        />
      ) : null}
      {chosen && chosen.fields.length > 0 ? (
        <>
          <input type="hidden" name={shownName(name)} value={option} />
          <ChosenFields
            {...props}
            chosen={chosen}
            fieldDraft={fieldDraft}
            onFieldsChange={(next) => onDraftChange({ option, fields: next })}
          />
        </>
      ) : null}
    </div>
  );
}

interface ChosenFieldsProps extends ContainerProps<DecisionPlan> {
  chosen: DecisionOption;
  fieldDraft: Draft;
  onFieldsChange: (draft: Draft) => void;
}

/** An edit is shown beside what it changes. */
function ChosenFields({ plan, chosen, fieldDraft, onFieldsChange, path, name, errors, inner }: ChosenFieldsProps) {
  const fields = (
    <FieldList
      fields={chosen.fields}
      draft={fieldDraft}
      onDraftChange={onFieldsChange}
      path={path}
      name={`${name}/fields`}
      errors={errors}
      inner={inner}
    />
  );
  const [first] = chosen.fields;
  if (!first) return fields;
  if (chosen.intent !== 'edit' || plan.proposed === undefined) {
    return (
      <>
        {fields}
        <Reasons chosen={chosen} fieldDraft={fieldDraft} onFieldsChange={onFieldsChange} />
      </>
    );
  }
  const edited = readDraft(first.plan, recordOf(fieldDraft)[first.key] ?? '');
  const isInvalid = errors.some((error) => isWithin(error.path, [...path, first.key]));
  return (
    <Revision
      proposed={plan.proposed}
      tool={plan.title}
      edited={edited.errors.length === 0 ? edited.value : undefined}
      isInvalid={isInvalid}
    >
      {fields}
    </Revision>
  );
}

/** Words that come again, for the first text that the option asks for. What stands there already stays. */
function Reasons({
  chosen,
  fieldDraft,
  onFieldsChange,
}: Pick<ChosenFieldsProps, 'chosen' | 'fieldDraft' | 'onFieldsChange'>) {
  const interruptId = useContext(ReviewedQuestion);
  const kind = reasonKindOf(chosen.value);
  const field = chosen.fields.find(({ plan }) => plan.kind === 'text');
  if (interruptId === null || kind === null || !field) return null;
  const values = recordOf(fieldDraft);
  const said = textOf(values[field.key]).trimEnd();
  const add = (reason: string) =>
    onFieldsChange({ ...values, [field.key]: said === '' ? reason : `${said}\n${reason}` });
  return <UsualReasons interruptId={interruptId} kind={kind} onChoose={add} />;
}
