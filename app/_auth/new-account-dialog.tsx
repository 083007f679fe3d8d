'use client';

import { type ReactNode, useId, useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import { callAction } from '#app/_actions/call-action';
import { formRefusal, NOT_REFUSED } from '#app/_actions/form-refusal';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';

export interface NewAccountDialogProps<Made extends object> {
  /** As its button says. */
  title: string;
  description?: string;
  create: () => Promise<ActionResult<Made>>;
  /** With what was made, unless it was cancelled. */
  onClose: (made?: Made) => void;
  /** The fields, given what is wrong with each, by its name. */
  children: (errors: Record<string, string>) => ReactNode;
}

/** Asks for what a member or a key is made of, and stays open until the server has made it. */
export function NewAccountDialog<Made extends object>(props: NewAccountDialogProps<Made>) {
  const { title, description, create, onClose, children } = props;
  const formId = useId();
  const [{ errors, failure }, setRefusal] = useState(NOT_REFUSED);
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    const result = await callAction(create);
    setBusy(false);
    if (result.ok) return onClose(result);
    setRefusal(formRefusal(result));
  }

  return (
    <Dialog
      open
      onOpenChange={() => onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onClose()}>{t`Cancel`}</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {failure ? <Notice tone="danger" role="alert" title={failure} /> : null}
        {children(errors)}
      </form>
    </Dialog>
  );
}

export interface AccountTextFieldProps {
  label: string;
  hint: string;
  error: string | undefined;
  type?: 'text' | 'email';
  value: string;
  onChange: (value: string) => void;
}

export function AccountTextField({ type, value, onChange, ...field }: AccountTextFieldProps) {
  return (
    <Field {...field} required>
      {(control) => (
        <Input
          {...control}
          type={type}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
