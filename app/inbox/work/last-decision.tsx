'use client';

import { Send, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { SecondsLeft } from '#app/_answer/seconds-left';
import { useInterrupt } from '#app/_answer/use-interrupt';
import { useUndo } from '#app/_answer/use-undo';
import { ShortcutButton } from '#app/_shell/shortcut-button';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { jt } from '#app/_ui/jt';
import { t } from '#lib/language/gettext';

/** What was decided before the question on the screen, and while there is time, the way back to it. */
export function LastDecision({ interruptId, onUndone }: { interruptId: string; onUndone: () => void }) {
  const { data } = useInterrupt(interruptId);
  const { undo, sendNow, busy } = useUndo(interruptId);
  const scheduled = data?.scheduled ?? null;
  const takeBack = useMemo(() => () => void undo().then((undone) => undone && onUndone()), [undo, onUndone]);
  useShortcuts(
    useMemo(() => ({ z: takeBack, 'mod+Enter': () => void sendNow() }), [takeBack, sendNow]),
    scheduled !== null,
  );
  if (!data) return null;
  const question = (
    <Link href={`/i/${interruptId}`} className="text-accent underline underline-offset-2">
      {data.title}
    </Link>
  );
  return (
    <div className="mx-4 mb-4 flex flex-wrap items-center gap-2 rounded-md bg-sunken px-3 py-2 text-sm md:mx-6">
      <p role="status" className="min-w-0 flex-1 basis-52 truncate">
        {scheduled ? jt`Decided: ${question}` : jt`Sent: ${question}`}{' '}
        {scheduled ? <SecondsLeft leftMs={scheduled.leftMs} dueAt={scheduled.dueAt} /> : null}
      </p>
      {scheduled ? (
        <div className="flex gap-2">
          <ShortcutButton size="sm" icon={<Undo2 aria-hidden />} busy={busy} shortcut="z" onClick={takeBack}>
            {t`Undo`}
          </ShortcutButton>
          <Button size="sm" variant="ghost" icon={<Send aria-hidden />} busy={busy} onClick={() => void sendNow()}>
            {t`Send now`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
