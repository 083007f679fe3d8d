'use client';

import { GitFork, Pencil } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button, LinkButton } from '#app/_ui/button';
import type { StateView } from '#lib/review/get-state-view';
import { threadPageQuery } from '../thread-params';

const ForkDialog = dynamic(() => import('./fork-dialog').then((module) => module.ForkDialog));
const EditStateDialog = dynamic(() => import('./edit-state-dialog').then((module) => module.EditStateDialog));

export interface StateActionsProps {
  threadId: string;
  state: StateView;
  /** Namespace of the nested graph; null: the thread's own. */
  level: string | null;
  isHead: boolean;
}

/** What can be done from a checkpoint: look at what it changed, edit it, or go back to it. */
export function StateActions({ threadId, state, level, isHead }: StateActionsProps) {
  const [open, setOpen] = useState<'fork' | 'edit' | null>(null);
  const { checkpointId, parentId } = state;
  const compare = isHead ? parentId : checkpointId;
  const against = { tab: 'history', compare, checkpoint: isHead ? checkpointId : null, level } as const;
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-2">
      {compare ? (
        <LinkButton size="sm" href={`/threads/${threadId}${threadPageQuery(against)}`}>
          Compare with {isHead ? 'the one before' : 'the head'}
        </LinkButton>
      ) : null}
      <Button size="sm" icon={<Pencil aria-hidden />} onClick={() => setOpen('edit')}>
        Edit state
      </Button>
      {level ? null : (
        <Button size="sm" icon={<GitFork aria-hidden />} onClick={() => setOpen('fork')}>
          Fork from here
        </Button>
      )}
      {open === 'fork' ? <ForkDialog threadId={threadId} state={state} onClose={close} /> : null}
      {open === 'edit' ? (
        <EditStateDialog threadId={threadId} state={state} level={level} isHead={isHead} onClose={close} />
      ) : null}
    </div>
  );
}
