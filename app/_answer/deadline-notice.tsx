'use client';

import { Notice } from '#app/_ui/notice';
import { useNow } from '#app/_ui/now';
import { TimeUntil } from '#app/_ui/time-until';
import type { QuestionRecord } from '#lib/review/question-record';
import { AnswerText } from './answer-text';

/** Until when a question that waits can be answered, and what happens then. */
export function DeadlineNotice({ question }: { question: QuestionRecord }) {
  const { expiresAt, expiredAt } = question;
  const now = useNow();
  if (expiresAt === null) return null;
  if (expiredAt !== null) {
    return (
      <Notice tone="danger" title="Overdue">
        Its time ran out <TimeUntil at={expiresAt} />. It can still be answered.
      </Notice>
    );
  }
  const isOver = Date.parse(expiresAt) <= now;
  return (
    <Notice
      tone="waiting"
      title={
        <>
          {isOver ? 'Expired' : 'Expires'} <TimeUntil at={expiresAt} />
        </>
      }
    >
      <Consequence onExpire={question.onExpire} />
    </Notice>
  );
}

function Consequence({ onExpire }: Pick<QuestionRecord, 'onExpire'>) {
  switch (onExpire?.action) {
    case 'resume':
      return (
        <>
          If nobody answers until then, it is answered with <AnswerText answer={onExpire.value} />.
        </>
      );
    case 'error':
      return 'If nobody answers until then, its thread fails.';
    default:
      return 'If nobody answers until then, it stays open as overdue.';
  }
}
