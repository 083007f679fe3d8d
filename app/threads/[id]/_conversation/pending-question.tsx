'use client';

import Link from 'next/link';
import { useMemo } from 'react';
import { AnswerPanel } from '#app/_answer/answer-panel';
import { DeadlineBadge } from '#app/_answer/deadline-badge';
import { UnderReview } from '#app/_answer/under-review';
import { Card, CardBody } from '#app/_ui/card';
import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { QuestionRecord } from '#lib/review/question-record';
import { recognise } from '#lib/review/recognise';
import { FieldList } from './field-list';
import { MessageText } from './message-text';

/** A question with its form, where the conversation stopped for it. */
export function PendingQuestion({ asked }: { asked: QuestionRecord }) {
  const { id, value, responseSchema, replyProfile } = asked;
  const { question, prompt } = useMemo(
    () => recognise({ value, responseSchema, replyProfile }),
    [value, responseSchema, replyProfile],
  );
  const context = Object.entries(prompt.context).map(([key, shown]) => ({ key, value: shown }));
  return (
    <Card className="border-waiting-ink">
      <header className="flex flex-wrap items-center gap-2 border-b px-4 py-2 text-xs text-ink-faint">
        <OutcomeBadge outcome="pending" />
        <span>{t`asked by ${asked.node}`}</span>
        <TimeAgo at={asked.createdAt} />
        <DeadlineBadge expiresAt={asked.expiresAt} />
        <Link href={`/i/${id}`} className="ml-auto text-accent underline">
          {t`Open its page`}
        </Link>
      </header>
      <CardBody className="flex flex-col gap-3">
        <div className="text-base font-medium">
          <MessageText text={prompt.text ?? asked.title} />
        </div>
        <FieldList fields={context} />
        <UnderReview interruptId={id}>
          <AnswerPanel interruptId={id} question={question} />
        </UnderReview>
      </CardBody>
    </Card>
  );
}
