'use client';

import { GitFork, Pencil } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { May } from '#app/_shell/may';
import { Button, LinkButton } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { StateView } from '#lib/review/get-state-view';
import { threadPageQuery } from '../thread-params';

const ForkDialog = dynamic(() => import('./fork-dialog').then((module) => module.ForkDialog), { loading: () => null });
const EditStateDialog = dynamic(() => import('./edit-state-dialog').then((module) => module.EditStateDialog), {
  loading: () => null,
});

export interface StateActionsProps {
  threadId: string;
  state: StateView;
  /** Namespace of the nested graph; null: the thread's own. */
  level: string | null;
  isHead: boolean;
}

/** What can be done from a checkpoint: look at what it changed, edit it, or go back to it. */
export function StateActions({ threadId, state, level, isHead }: StateActionsProps) {
  // What is edited is what was seen, also when the thread goes on meanwhile.
  const [open, setOpen] = useState<{ dialog: 'fork' | 'edit'; state: StateView } | null>(null);
  const { checkpointId, parentId } = state;
  const compare = isHead ? parentId : checkpointId;
  const against = { tab: 'history', compare, checkpoint: isHead ? checkpointId : null, level } as const;
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-2">
      {compare ? (
        <LinkButton size="sm" href={`/threads/${threadId}${threadPageQuery(against)}`}>
          {isHead ? t`Compare with the one before` : t`Compare with the head`}
        </LinkButton>
      ) : null}
      <May permission="operate">
        <Button size="sm" icon={<Pencil aria-hidden />} onClick={() => setOpen({ dialog: 'edit', state })}>
          {t`Edit state`}
        </Button>
        {level ? null : (
          <Button size="sm" icon={<GitFork aria-hidden />} onClick={() => setOpen({ dialog: 'fork', state })}>
            {t`Fork from here`}
          </Button>
        )}
      </May>
      {open?.dialog === 'fork' ? <ForkDialog threadId={threadId} state={open.state} onClose={close} /> : null}
      {open?.dialog === 'edit' ? (
        <EditStateDialog
          threadId={threadId}
          state={open.state}
          level={level}
          isHead={isHead && open.state.checkpointId === checkpointId}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
