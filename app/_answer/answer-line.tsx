import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { QuestionRecord } from '#lib/review/question-record';
import { shortId } from '#lib/review/short-id';
import { AnswerText } from './answer-text';
import { ExpiredLine } from './expired-line';

/** What became of a question, in one sentence. */
export function AnswerLine({ question }: { question: QuestionRecord }) {
  const { outcome, decidedBy, decidedAt, answer, supersededBy } = question;
  const by = decidedBy ?? t`a client`;
  const when = decidedAt ? <TimeAgo at={decidedAt} /> : null;
  switch (outcome) {
    case 'pending':
      return <p className="text-sm text-ink-soft">{t`Nobody has answered yet.`}</p>;
    case 'answered':
      return (
        <p className="text-sm text-ink-soft wrap-anywhere">
          {jt`${<Who name={decidedBy ?? t`A client`} />} answered ${<AnswerText answer={answer} />} ${when}`}
        </p>
      );
    case 'superseded':
      return (
        <p className="text-sm text-ink-soft">
          {supersededBy
            ? jt`Dropped by ${<Who name={by} />} with run ${shortId(supersededBy)} ${when}`
            : jt`Dropped by ${<Who name={by} />} by an edit of the state ${when}`}
        </p>
      );
    case 'expired':
      return <ExpiredLine question={question} />;
    default:
      return outcome satisfies never;
  }
}

function Who({ name }: { name: string }) {
  return <span className="font-medium text-ink">{name}</span>;
}
