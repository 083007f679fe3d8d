'use client';

import { CircleSlash } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { EndedQuestion } from './end-dialog';

const EndDialog = dynamic(() => import('./end-dialog').then((module) => module.EndDialog), { loading: () => null });

export interface EndButtonProps {
  threadId: string;
  /** All that are open; none where the thread pauses at a breakpoint. */
  questions: EndedQuestion[];
}

/** The way out for a thread that waits for what is not needed any more. */
export function EndButton(thread: EndButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<CircleSlash aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t`End thread`}
      </Button>
      {isOpen ? <EndDialog {...thread} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
