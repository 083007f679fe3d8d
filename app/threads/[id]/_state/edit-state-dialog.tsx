'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { ErrorState } from '#app/_ui/error-state';
import { SkeletonRows } from '#app/_ui/skeleton';
import { t } from '#lib/language/gettext';
import type { StateSchema } from '#lib/review/get-state-schema';
import type { StateView } from '#lib/review/get-state-view';
import { threadPartQuery } from '../thread-part-query';
import { EditStateForm } from './edit-state-form';

export interface EditStateDialogProps {
  threadId: string;
  state: StateView;
  level: string | null;
  isHead: boolean;
  onClose: () => void;
}

/** Edits the state from a checkpoint on. Of an earlier one, the edit is the beginning of a branch. */
export function EditStateDialog({ threadId, state, level, isHead, onClose }: EditStateDialogProps) {
  const schema = useQuery(threadPartQuery<StateSchema>({ threadId, part: 'schema' }));
  const consequence = isHead
    ? t`The edit is a new checkpoint after this one.`
    : t`The edit begins a new branch here and becomes the head; what came after stays in the history.`;
  const always = t`Who edited what is recorded. Open questions of the head are dropped.`;
  const step = state.step ?? '?';
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t`Edit the state at step ${step}`}
      description={`${consequence} ${always}`}
    >
      {schema.isPending ? <SkeletonRows label={t`Loading the form`} /> : null}
      {schema.error ? <ErrorState message={schema.error.message} onRetry={() => schema.refetch()} /> : null}
      {schema.data ? (
        <EditStateForm threadId={threadId} state={state} level={level} schema={schema.data} onClose={onClose} />
      ) : null}
      {schema.data ? null : <Button onClick={onClose}>{t`Cancel`}</Button>}
    </Dialog>
  );
}
