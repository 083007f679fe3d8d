'use client';

import { Link2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';

const AskDialog = dynamic(() => import('./ask-dialog').then((module) => module.AskDialog), { loading: () => null });

/** The way to have a question answered by somebody who does not use these screens. */
export function AskButton({ interruptId }: { interruptId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<Link2 aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t`Ask someone else`}
      </Button>
      {isOpen ? <AskDialog interruptId={interruptId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
