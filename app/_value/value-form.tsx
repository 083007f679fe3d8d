'use client';

import { PlanField } from '#app/_answer/plan-field';
import { JsonEditor } from '#app/_ui/json-editor';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import { Segmented } from '#app/_ui/segmented';
import { t } from '#lib/language/gettext';
import type { ObjectPlan } from '#lib/review/form/form-plan';
import { switchMode, type ValueDraft } from '#lib/review/form/value-draft';
import type { AnswerError } from '#lib/runs/validate-answer';
import { ValueErrors } from './value-errors';

export interface ValueFormProps {
  /** Names the form for screen readers. */
  label: string;
  plan: ObjectPlan;
  draft: ValueDraft;
  onDraftChange: (draft: ValueDraft) => void;
  /** What is wrong, shown at the fields; those of no field are shown above them. */
  errors: AnswerError[];
  /** Ctrl or ⌘ with Enter. */
  onSubmit: () => void;
}

/** An object as a form with a field for each key, or as JSON. */
export function ValueForm({ label, plan, draft, onDraftChange, errors, onSubmit }: ValueFormProps) {
  const keys = plan.fields.map((field) => field.key);
  const elsewhere = errors.filter(({ path }) => draft.mode === 'json' || !keys.includes(String(path[0])));
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={onSubmitKey(onSubmit)}
      className="flex flex-col gap-4"
    >
      <Segmented
        legend={t`Write as`}
        value={draft.mode}
        onValueChange={(mode) => onDraftChange(switchMode(plan, draft, mode))}
        options={[
          { value: 'form', label: t`Form` },
          { value: 'json', label: 'JSON' },
        ]}
      />
      <ValueErrors errors={elsewhere} />
      {draft.mode === 'json' ? (
        <JsonEditor label="JSON" text={draft.json} onTextChange={(json) => onDraftChange({ ...draft, json })} />
      ) : (
        <PlanField
          plan={plan}
          draft={draft.form}
          onDraftChange={(form) => onDraftChange({ ...draft, form })}
          path={[]}
          name="value"
          label={label}
          required
          errors={errors}
        />
      )}
    </form>
  );
}
