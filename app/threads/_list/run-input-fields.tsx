'use client';

import { Field } from '#app/_ui/field';
import { Textarea } from '#app/_ui/input';
import { JsonEditor } from '#app/_ui/json-editor';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import { RadioCards } from '#app/_ui/radio-cards';
import { t } from '#lib/language/gettext';
import type { RunInputDraft } from './run-input';

export interface RunInputFieldsProps {
  draft: RunInputDraft;
  /** Names of the input's fields, when the graph tells. */
  fields: string[] | null;
  onChange: (draft: RunInputDraft) => void;
  /** Ctrl or ⌘ with Enter. */
  onSubmit: () => void;
}

export function RunInputFields({ draft, fields, onChange, onSubmit }: RunInputFieldsProps) {
  const setText = (text: string) => onChange({ ...draft, text });
  return (
    <form
      noValidate
      aria-label={t`First input`}
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-4"
      onKeyDown={onSubmitKey(onSubmit)}
    >
      <RadioCards
        legend={t`Input as`}
        inline
        value={draft.mode}
        onValueChange={(mode) => onChange(mode === 'json' ? { mode, text: '{}' } : { mode: 'message', text: '' })}
        options={[
          { value: 'message', label: t`Message`, description: t`A human message` },
          { value: 'json', label: 'JSON', description: t`Any input` },
        ]}
      />
      {draft.mode === 'json' ? (
        <JsonEditor label={t`Input`} hint={fieldsHint(fields)} text={draft.text} onTextChange={setText} />
      ) : (
        <Field label={t`Message`} required>
          {(control) => (
            <Textarea
              {...control}
              value={draft.text}
              onChange={(event) => setText(event.target.value)}
              placeholder={t`what's the weather in sf?`}
            />
          )}
        </Field>
      )}
    </form>
  );
}

function fieldsHint(fields: string[] | null): string {
  const names = fields?.join(', ');
  return names ? t`Fields of this graph: ${names}` : t`The state the graph starts with, as JSON`;
}
