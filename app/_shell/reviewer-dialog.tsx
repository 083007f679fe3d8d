'use client';

import { type FormEvent, useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { setReviewer } from '#app/_actions/set-reviewer';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

export interface ReviewerDialogProps {
  currentName: string | null;
  /** The saved name, or null when the dialog was closed. */
  onDone: (name: string | null) => void;
}

export function ReviewerDialog({ currentName, onDone }: ReviewerDialogProps) {
  const [name, setName] = useState(currentName ?? '');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await callAction(() => setReviewer(name));
    setBusy(false);
    if (result.ok) onDone(result.name);
    else setError(result.message);
  }

  return (
    <Dialog
      open
      onOpenChange={() => onDone(null)}
      title={currentName ? t`Change your name` : t`Who are you?`}
      description={t`Every decision is recorded with this name. It is kept in this browser.`}
      footer={
        <>
          <Button onClick={() => onDone(null)}>{t`Cancel`}</Button>
          <Button type="submit" form="reviewer-form" variant="primary" busy={busy}>
            {t`Save name`}
          </Button>
        </>
      }
    >
      <form id="reviewer-form" onSubmit={save}>
        <Field label={t`Your name`} required error={error}>
          {(control) => (
            <Input
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
              autoComplete="name"
              maxLength={80}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
