'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callAction } from '#app/_actions/call-action';
import { endThread } from '#app/_actions/end-thread';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Textarea } from '#app/_ui/input';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import { msgid, ngettext, t } from '#lib/language/gettext';

export interface EndedQuestion {
  id: string;
  title: string;
}

export interface EndDialogProps {
  threadId: string;
  questions: EndedQuestion[];
  onClose: () => void;
}

/** Says what ending does, and asks why. */
export function EndDialog({ threadId, questions, onClose }: EndDialogProps) {
  const client = useQueryClient();
  const { identify } = useReviewer();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const isAsked = questions.length > 0;

  async function end() {
    if (busy || (await identify()) === null) return;
    setBusy(true);
    const questionIds = questions.map(({ id }) => id);
    const result = await callAction(() => endThread({ threadId, reason, questionIds }));
    setBusy(false);
    setFailure(result.ok ? undefined : result.message);
    const changed = [...questionIds.map(queryKeys.interrupt), queryKeys.thread(threadId), queryKeys.inbox()];
    await Promise.all([...changed, queryKeys.inboxCounts()].map((queryKey) => client.invalidateQueries({ queryKey })));
    if (result.ok) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={isAsked ? t`End the thread without an answer?` : t`End the thread?`}
      description={t`Nothing that is due on it runs any more. What was done stays, and a new message begins anew. This cannot be taken back.`}
      footer={
        <>
          <Button onClick={onClose}>{t`Keep it`}</Button>
          <Button variant="danger" busy={busy} onClick={() => void end()}>
            {t`End thread`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {isAsked ? <DroppedQuestions questions={questions} /> : null}
        <Field
          label={isAsked ? t`Why no answer is needed` : t`Why it ends`}
          hint={t`Kept with the decision; the graph does not see it.`}
          error={failure}
          required
        >
          {(control) => (
            <Textarea
              {...control}
              compact
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={onSubmitKey(() => void end())}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

function DroppedQuestions({ questions }: { questions: EndedQuestion[] }) {
  const count = questions.length;
  return (
    <div className="text-sm">
      <p>{count === 1 ? t`This question is dropped:` : severalDropped(count)}</p>
      <ul className="mt-1 list-disc pl-5">
        {questions.map(({ id, title }) => (
          <li key={id} className="wrap-anywhere">
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

function severalDropped(count: number): string {
  return ngettext(msgid`${count} question is dropped:`, msgid`${count} questions are dropped:`, count);
}
