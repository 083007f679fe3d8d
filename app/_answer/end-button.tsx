'use client';

import { CircleSlash } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#app/_ui/button';
import type { InterruptView } from '#lib/review/get-interrupt';

const EndDialog = dynamic(() => import('./end-dialog').then((module) => module.EndDialog), { loading: () => null });

/** The way out for a question to which no answer is needed any more. */
export function EndButton({ interrupt }: { interrupt: InterruptView }) {
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
        End thread
      </Button>
      {isOpen ? <EndDialog interrupt={interrupt} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
