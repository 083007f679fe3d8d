'use client';

import { jt } from '#app/_ui/jt';
import { Notice } from '#app/_ui/notice';
import { useNow } from '#app/_ui/now';
import { TimeUntil } from '#app/_ui/time-until';
import { t } from '#lib/language/gettext';
import type { QuestionRecord } from '#lib/review/question-record';
import { AnswerText } from './answer-text';

/** Until when a question that waits can be answered, and what happens then. */
export function DeadlineNotice({ question }: { question: QuestionRecord }) {
  const { expiresAt, expiredAt } = question;
  const now = useNow();
  if (expiresAt === null) return null;
  const when = <TimeUntil at={expiresAt} />;
  if (expiredAt !== null) {
    return (
      <Notice tone="danger" title={t`Overdue`}>
        {jt`Its time ran out ${when}. It can still be answered.`}
      </Notice>
    );
  }
  const isOver = Date.parse(expiresAt) <= now;
  return (
    <Notice tone="waiting" title={isOver ? jt`Expired ${when}` : jt`Expires ${when}`}>
      <Consequence onExpire={question.onExpire} />
    </Notice>
  );
}

function Consequence({ onExpire }: Pick<QuestionRecord, 'onExpire'>) {
  switch (onExpire?.action) {
    case 'resume':
      return jt`If nobody answers until then, it is answered with ${<AnswerText answer={onExpire.value} />}.`;
    case 'error':
      return t`If nobody answers until then, its thread fails.`;
    default:
      return t`If nobody answers until then, it stays open as overdue.`;
  }
}
