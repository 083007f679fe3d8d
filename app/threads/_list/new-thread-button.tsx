'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { May } from '#app/_shell/may';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';

const NewThreadDialog = dynamic(() => import('./new-thread-dialog').then((module) => module.NewThreadDialog), {
  loading: () => null,
});

/** `graphId` is the graph that is chosen when the dialog opens. */
export function NewThreadButton({ graphId }: { graphId?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <May permission="operate">
      <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {t`New thread`}
      </Button>
      {open ? <NewThreadDialog graphId={graphId} onClose={() => setOpen(false)} /> : null}
    </May>
  );
}
