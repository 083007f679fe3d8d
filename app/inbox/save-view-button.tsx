'use client';

import { Bookmark } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { InboxParams } from './inbox-params';
import { useSavedViews } from './use-saved-views';

const SaveViewDialog = dynamic(() => import('./save-view-dialog').then((module) => module.SaveViewDialog), {
  loading: () => null,
});

/** Keeps the filters under a name, or changes what was kept. */
export function SaveViewButton({ params }: { params: InboxParams }) {
  const { name, identify, may } = useReviewer();
  const { query, current } = useSavedViews(params);
  const [isOpen, setOpen] = useState(false);
  const isMine = current !== null && current.owner === name;
  const dialog = isOpen ? <SaveViewDialog query={query} view={current} onClose={() => setOpen(false)} /> : null;
  if ((current !== null && !isMine) || !may('review')) return dialog;
  return (
    <>
      <Button
        icon={<Bookmark aria-hidden />}
        onClick={async () => {
          if ((await identify()) !== null) setOpen(true);
        }}
      >
        {isMine ? t`Edit view` : t`Save view`}
      </Button>
      {dialog}
    </>
  );
}
