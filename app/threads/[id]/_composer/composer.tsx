'use client';

import { Braces } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useReviewer } from '#app/_shell/reviewer';
import { useShortcuts } from '#app/_shell/use-shortcuts';
import { Button } from '#app/_ui/button';
import { takesMessages } from '#app/threads/_list/run-input';
import { c, t } from '#lib/language/gettext';
import type { ThreadView } from '#lib/review/get-thread';
import { AnswerFirst } from './answer-first';
import { NewMessage } from './new-message';

export interface ComposerProps {
  thread: ThreadView;
  /** Tool calls of the conversation that no tool message answers. */
  openCalls: number;
}

/** Where a person talks to the thread. While it waits at a question, answering comes first; a workflow seldom needs new input. */
export function Composer({ thread, openCalls }: ComposerProps) {
  const [mode, setMode] = useState<'answer' | 'message'>('answer');
  const [isOpen, setOpen] = useState(takesMessages(thread.inputFields));
  const { may } = useReviewer();
  const maySend = may('operate');
  const box = useRef<HTMLDivElement>(null);
  const showMessage = useCallback(() => {
    setMode('message');
    setOpen(true);
  }, []);
  useMessageKey(box, showMessage, maySend);
  const questions = thread.prediction.pendingInterrupts;
  if (!maySend) {
    if (questions.length > 0 && may('review')) return <AnswerFirst questions={questions} />;
    return (
      <p className="text-xs text-ink-faint">{t`Your role lets you read this thread, and not send anything to it.`}</p>
    );
  }
  if (questions.length === 0) {
    return (
      <div ref={box}>
        {isOpen ? (
          <NewMessage thread={thread} openCalls={openCalls} />
        ) : (
          <Button icon={<Braces aria-hidden />} onClick={() => setOpen(true)}>
            {t`New input`}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div ref={box} className="flex flex-col gap-3">
      <fieldset aria-label={t`What to send`} className="flex self-start rounded-md border border-control-line p-0.5">
        <ModeButton isOn={mode === 'answer'} onClick={() => setMode('answer')}>
          {c('verb').t`Answer`}
        </ModeButton>
        <ModeButton isOn={mode === 'message'} onClick={() => setMode('message')}>
          {t`New message`}
        </ModeButton>
      </fieldset>
      {mode === 'answer' ? <AnswerFirst questions={questions} /> : <NewMessage thread={thread} openCalls={openCalls} />}
    </div>
  );
}

/** `m`: writes a message. @param show brings the field for it */
function useMessageKey(box: RefObject<HTMLElement | null>, show: () => void, isActive: boolean): void {
  const [presses, setPresses] = useState(0);
  const write = useCallback(() => {
    show();
    setPresses((count) => count + 1);
  }, [show]);
  useShortcuts(
    useMemo(() => ({ m: write }), [write]),
    isActive,
  );
  useEffect(() => {
    if (presses > 0) box.current?.querySelector('textarea')?.focus();
  }, [presses, box]);
}

interface ModeButtonProps {
  isOn: boolean;
  onClick: () => void;
  children: string;
}

function ModeButton({ isOn, onClick, children }: ModeButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className="h-7 rounded px-3 text-sm font-medium text-ink-soft aria-pressed:bg-accent-soft aria-pressed:text-accent-strong pointer-coarse:h-10"
    >
      {children}
    </button>
  );
}
