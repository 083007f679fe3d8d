'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { ActionResult } from '#app/_actions/action-result';
import { changeView, deleteView, saveView } from '#app/_actions/saved-views';
import { queryKeys } from '#app/_data/query-keys';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { showToast } from '#app/_ui/toast';
import { t } from '#lib/language/gettext';
import type { CountedView } from './read-saved-views';

export interface SaveViewDialogProps {
  /** What the address holds. */
  query: string;
  /** The view that it is already; null: none. */
  view: CountedView | null;
  onClose: () => void;
}

/** Gives filters a name, or another one, and says who sees them. */
export function SaveViewDialog({ query, view, onClose }: SaveViewDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.isShared ?? false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function run(action: () => Promise<ActionResult>, done: string) {
    setBusy(true);
    const result = await action();
    setBusy(false);
    if (!result.ok) return setError(result.message);
    void client.invalidateQueries({ queryKey: queryKeys.savedViews() });
    showToast('success', done);
    onClose();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    const action = view ? () => changeView({ id: view.id, name, isShared }) : () => saveView({ name, isShared, query });
    void run(action, t`View saved`);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={view ? t`Edit view` : t`Save view`}
      description={
        view ? undefined : t`The view, its filters and its order, under a name. A name you have used is used anew.`
      }
      footer={
        <>
          {view ? (
            <Button
              variant="danger"
              className="mr-auto"
              busy={busy}
              onClick={() => void run(() => deleteView(view.id), t`View deleted`)}
            >
              {t`Delete view`}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-4">
        <Field label={t`Name`} required error={error}>
          {(control) => (
            <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={60} />
          )}
        </Field>
        <label className="flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={isShared}
            onChange={(event) => setShared(event.target.checked)}
            className="size-4 accent-accent"
          />
          {t`Everybody sees it`}
        </label>
      </form>
    </Dialog>
  );
}
