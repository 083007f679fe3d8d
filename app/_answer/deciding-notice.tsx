'use client';

import { Send, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import { t } from '#lib/language/gettext';
import type { ScheduledDecision } from '#lib/review/scheduled-decision';
import { AnswerText } from './answer-text';
import { SecondsLeft } from './seconds-left';
import { useUndo } from './use-undo';

export interface DecidingNoticeProps {
  interruptId: string;
  decision: ScheduledDecision;
  /** Whether it is the reader's own. */
  isMine: boolean;
}

/** A decision that has not been sent: everybody sees it, and who made it can take it back. */
export function DecidingNotice({ interruptId, decision, isMine }: DecidingNoticeProps) {
  const { by, value, note } = decision;
  const box = useRef<HTMLDivElement>(null);

  // The form that had the focus is gone.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);

  return (
    <div ref={box} tabIndex={-1} className="rounded-md outline-none">
      <Notice
        tone="waiting"
        role="status"
        title={
          <>
            {isMine ? t`You decided` : t`${by} is deciding`}{' '}
            <SecondsLeft leftMs={decision.leftMs} dueAt={decision.dueAt} />
          </>
        }
        actions={isMine ? <Buttons interruptId={interruptId} /> : undefined}
      >
        <AnswerText answer={value} />
        {note ? <p>{t`Note: ${note}`}</p> : null}
        <p>{isMine ? t`It is sent even if you close this page.` : t`You can answer again if it is taken back.`}</p>
      </Notice>
    </div>
  );
}

function Buttons({ interruptId }: { interruptId: string }) {
  const { undo, sendNow, busy } = useUndo(interruptId);
  // A second press of the key that decided sends.
  useShortcuts(useMemo(() => ({ z: () => void undo(), 'mod+Enter': () => void sendNow() }), [undo, sendNow]));
  return (
    <>
      <ShortcutButton
        size="sm"
        variant="primary"
        icon={<Undo2 aria-hidden />}
        busy={busy}
        shortcut="z"
        onClick={() => void undo()}
      >
        {t`Undo`}
      </ShortcutButton>
      <Button size="sm" icon={<Send aria-hidden />} busy={busy} onClick={() => void sendNow()}>
        {t`Send now`}
      </Button>
    </>
  );
}
