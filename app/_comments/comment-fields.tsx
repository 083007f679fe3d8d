import type { ReactNode } from 'react';
import { useAriaKeys } from '#app/_shell/use-own-keys';
import { Field } from '#app/_ui/field';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import { MentionField } from './mention-field';

export interface CommentFieldsProps {
  label: string;
  text: string;
  onTextChange: (text: string) => void;
  onSubmit: () => void;
  failure: string | null;
  hint?: string;
  /** As the catalogue of keys names it. */
  shortcut?: string | null;
  /** Buttons. */
  children: ReactNode;
}

/** What is said about a question, while it is written. */
export function CommentFields({
  label,
  text,
  onTextChange,
  onSubmit,
  failure,
  hint,
  shortcut = null,
  children,
}: CommentFieldsProps) {
  const ariaKeys = useAriaKeys();
  return (
    <>
      <Field label={label} hint={hint} error={failure ?? undefined} required>
        {(control) => (
          <MentionField
            {...control}
            compact
            name="text"
            maxLength={4000}
            aria-keyshortcuts={ariaKeys(shortcut)}
            text={text}
            onTextChange={onTextChange}
            onKeyDown={onSubmitKey(onSubmit)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">{children}</div>
    </>
  );
}
